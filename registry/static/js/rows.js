// Adds and removes rows of a table without a new page. With no row to copy, the button asks the server.
const NUMBERED = ["id", "name", "for", "aria-describedby", "data-unknown"];

function renumber(row, list, index) {
  const pattern = new RegExp(`(^|\\s)(${list}-)\\d+(?=-)`, "g");
  for (const element of row.querySelectorAll("[id], [name], [for], [aria-describedby]")) {
    for (const name of NUMBERED) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replace(pattern, `$1$2${index}`));
    }
  }
}

// Rows of the same table may stand elsewhere on the page.
function firstFree(form, list) {
  const taken = new RegExp(`^${list}-(\\d+)-`);
  return Math.max(-1, ...[...form.elements].map((field) => Number(taken.exec(field.name)?.[1] ?? -1))) + 1;
}

function blank(row) {
  row.querySelectorAll(".error, .mark").forEach((text) => text.remove());
  row.querySelectorAll(".field-wrong").forEach((cell) => cell.classList.remove("field-wrong"));
  for (const input of row.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    input.removeAttribute("aria-invalid");
    if (["checkbox", "radio"].includes(input.type)) input.checked = false;
    else if (input.tagName === "SELECT") input.value = input.dataset.default ?? "";
    else input.value = "";
  }
  return row;
}

export function startRows(editor) {
  const list = editor.querySelector(".row-list");
  const status = editor.querySelector(".rows-status");
  const rows = () => [...list.querySelectorAll("[data-row]")];
  if (!rows().length) return;
  const model = blank(rows()[0].cloneNode(true));
  let next = firstFree(editor.closest("form"), editor.dataset.rows);

  const settle = () => {
    rows().forEach((row, index) => {
      row.querySelectorAll("[data-row-number]").forEach((number) => (number.textContent = index + 1));
    });
    editor.dispatchEvent(new Event("rows-changed", { bubbles: true }));
  };

  const add = () => {
    const row = model.cloneNode(true);
    renumber(row, editor.dataset.rows, next++);
    list.append(row);
    status.textContent = editor.dataset.added;
    settle();
    row.querySelector("input:not([type=hidden]), select, textarea").focus();
  };

  const remove = (row) => {
    const after = row.nextElementSibling;
    row.remove();
    settle();
    const undo = document.createElement("button");
    undo.type = "button";
    undo.className = "button button-quiet";
    undo.textContent = editor.dataset.undo;
    undo.addEventListener("click", () => {
      list.insertBefore(row, after?.isConnected ? after : null);
      status.textContent = "";
      settle();
      row.querySelector("input:not([type=hidden]), select, textarea").focus();
    });
    status.replaceChildren(editor.dataset.removed, undo);
    undo.focus();
  };

  editor.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=add], button[name=remove]");
    if (!button) return;
    event.preventDefault();
    if (button.name === "add") add();
    else remove(button.closest("[data-row]"));
  });
}
