// Boxes that choose organisations to compare: how many are ticked, and no more than fit.
const fill = (words, values) => words.replace(/{(\w+)}/g, (_, name) => values[name]);

document.querySelectorAll("form[data-most]").forEach(startCompare);

function startCompare(form) {
  const most = Number(form.dataset.most);
  const said = form.querySelector("[data-said]");
  const boxes = [...document.querySelectorAll(`input[type=checkbox][form="${form.id}"]`)];
  const begun = said.textContent;

  function count() {
    const chosen = boxes.filter((box) => box.checked).length;
    const isFull = chosen >= most;
    for (const box of boxes) box.disabled = isFull && !box.checked;
    const words = isFull ? form.dataset.full : form.dataset.chosen;
    said.textContent = chosen ? fill(words, { count: chosen, most }) : begun;
  }

  document.addEventListener("change", ({ target }) => boxes.includes(target) && count());
  window.addEventListener("pageshow", count); // going back brings the ticks back
}
