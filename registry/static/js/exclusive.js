// Answers that stand alone. Listening on the whole form, so that added rows take part.
const setAside = new WeakMap();

// "None of these" unticks the others, and any other unticks it.
function tickAlone(box, group) {
  const alone = box.hasAttribute("data-exclusive");
  for (const other of group.querySelectorAll("input[type=checkbox]")) {
    if (other !== box && (alone || other.hasAttribute("data-exclusive"))) other.checked = false;
  }
}

// "We do not know" beside a typed answer sets the answer aside; unticked, it puts it back.
function tickUnknown(box) {
  const answer = document.getElementById(box.dataset.unknown);
  if (box.checked) setAside.set(box, answer.value);
  answer.value = box.checked ? "" : (setAside.get(box) ?? "");
}

export function startExclusive(form) {
  form.addEventListener("change", ({ target }) => {
    const group = target.closest("[data-exclusive-group]");
    if (group && target.checked) tickAlone(target, group);
    if (target.dataset.unknown) tickUnknown(target);
  });
  form.addEventListener("input", ({ target }) => {
    const box = target.id && form.querySelector(`[data-unknown="${target.id}"]`);
    if (box) box.checked = false;
  });
}
