// Says that a file is too large before it is sent.
export function startFileSize(input) {
  const message = document.createElement("p");
  message.className = "error";
  message.setAttribute("role", "alert");
  input.before(message);
  input.addEventListener("change", () => {
    const tooBig = [...input.files].some((file) => file.size > Number(input.dataset.maxBytes));
    message.textContent = tooBig ? input.dataset.tooBig : "";
    if (tooBig) input.value = "";
  });
}
