// "None of these" unticks the others, and any other unticks it.
export function startExclusive(group) {
  group.addEventListener("change", ({ target }) => {
    if (!target.checked) return;
    const alone = target.hasAttribute("data-exclusive");
    for (const box of group.querySelectorAll("input[type=checkbox]")) {
      if (box !== target && (alone || box.hasAttribute("data-exclusive"))) box.checked = false;
    }
  });
}
