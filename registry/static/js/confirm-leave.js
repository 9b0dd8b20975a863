// Asks before leaving a form with answers that no save has taken. The browser words the question.
export function startConfirmLeave(form) {
  let unsaved = false;
  form.addEventListener("input", () => (unsaved = true));
  form.addEventListener("saved", () => (unsaved = false));
  form.addEventListener("submit", () => (unsaved = false));
  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
}
