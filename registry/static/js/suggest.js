// Offers organisations under a search box while one types: an editable combobox with a list (ARIA APG).
// Nothing is chosen unless somebody chooses it; Enter alone searches as it does without this script.
const WAIT = 120;
const REMEMBERED = 100;

document.querySelectorAll("[data-suggest]").forEach(startSuggest);

function startSuggest(input) {
  const answers = new Map();
  const box = element("div", { class: "suggest", hidden: "" });
  const note = element("p", { class: "suggest-note", hidden: "" });
  const list = element("ul", { id: `${input.id}-list`, role: "listbox", "aria-label": input.dataset.suggestLabel });
  const status = element("p", { class: "visually-hidden", role: "status" });
  let typing;
  let asking;
  let active = -1;

  box.append(note, list);
  input.after(box, status);
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" });

  const close = () => {
    clearTimeout(typing);
    asking?.abort();
    box.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  };

  const choose = (place) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = place;
    const option = list.children[active];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };

  const show = ({ suggestions, meant }) => {
    choose(-1);
    list.replaceChildren(...suggestions.map((each, place) => line(each, `${list.id}-${place}`)));
    note.hidden = !meant;
    note.textContent = meant ? input.dataset.suggestMeant.replace("{words}", meant) : "";
    box.hidden = !suggestions.length;
    input.setAttribute("aria-expanded", String(!box.hidden));
    status.textContent = [note.textContent, counted(suggestions.length)].filter(Boolean).join(" ");
  };

  const counted = (count) =>
    count === 1 ? input.dataset.suggestOne : input.dataset.suggestMany.replace("{count}", count);

  const ask = async () => {
    const text = input.value.trim();
    if (text.length < 2) return close();
    asking?.abort();
    asking = new AbortController();
    try {
      if (!answers.has(text)) answers.set(text, await fetched(text, asking.signal));
      if (answers.size > REMEMBERED) answers.delete(answers.keys().next().value);
      if (input.value.trim() === text && document.activeElement === input) show(answers.get(text));
    } catch (error) {
      if (error.name !== "AbortError") close(); // Offline or too many at once: the button still searches.
    }
  };

  const fetched = async (text, signal) => {
    const answer = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ q: text })}`, { signal });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  };

  const move = (step) => {
    const places = list.children.length + 1;
    choose(((active + 1 + step + places) % places) - 1);
  };

  const keys = {
    ArrowDown: () => (box.hidden ? ask() : move(1)),
    ArrowUp: () => !box.hidden && move(-1),
    Escape: () => (box.hidden ? (input.value = "") : close()),
    Enter: () => location.assign(list.children[active].dataset.url),
  };

  input.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.isComposing || (event.key === "Enter" && active < 0)) return;
    event.preventDefault();
    keys[event.key]();
  });
  input.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", close);
  box.addEventListener("mousedown", (event) => event.preventDefault()); // The box keeps the focus.
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
}

function line({ name, note, url }, id) {
  const option = element("li", { id, role: "option", "aria-selected": "false", "data-url": url });
  option.append(element("span", { class: "suggest-name" }, name));
  if (note) option.append(element("span", { class: "suggest-about" }, note));
  return option;
}

function element(name, attributes, text = "") {
  const made = set(document.createElement(name), attributes);
  made.textContent = text;
  return made;
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
