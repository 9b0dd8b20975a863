// Works out the SHA-256 of a chosen or dropped file, so that the file never leaves the device.

const form = document.querySelector("form[data-verify]");

if (form && globalThis.crypto?.subtle) {
  const input = form.querySelector("input[type=file]");
  const status = form.querySelector("[data-verify-status]");
  form.querySelector(".verify-with-script").hidden = false;

  const check = async (file) => {
    status.textContent = form.dataset.working;
    try {
      const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
      const bytes = Array.from(new Uint8Array(digest));
      const sha256 = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
      location.assign(`${form.dataset.verify}?sha256=${sha256}#verified`);
    } catch {
      status.textContent = form.dataset.failed;
      if (input.files.length) form.submit();
    }
  };

  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    check(input.files[0]);
  });

  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      form.classList.add("is-over");
    });
  }
  form.addEventListener("dragleave", () => form.classList.remove("is-over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("is-over");
    const [file] = event.dataTransfer.files;
    if (file) check(file);
  });
}
