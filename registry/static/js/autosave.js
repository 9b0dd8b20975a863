// Saves a form while it is filled in. data-autosave-url takes the same POST as the form's own button and
// answers 2xx; a JSON object in the answer updates the hidden fields of those names (the revision).
// 409 means somebody else saved meanwhile: stop, keep what was typed, and say so.
const DELAY = 1500;
const PREFIX = "register-copy:";

const keyOf = (form) => PREFIX + form.dataset.autosaveUrl;
const typed = (form) => [...new FormData(form)].filter(([, value]) => typeof value === "string");
const revisionOf = (form) => form.elements.revision?.value ?? "";

function say(form, text, state) {
  const status = form.querySelector(".autosave-status");
  status.textContent = text;
  status.dataset.state = state;
}

function keepCopy(form) {
  try {
    const fields = typed(form).filter(([name]) => name !== "csrf_token");
    localStorage.setItem(keyOf(form), JSON.stringify({ revision: revisionOf(form), fields }));
    return true;
  } catch {
    return false; // Private window or full storage: the page itself still holds the answers.
  }
}

function takeCopy(form) {
  try {
    const copy = JSON.parse(localStorage.getItem(keyOf(form)));
    localStorage.removeItem(keyOf(form));
    return copy?.revision === revisionOf(form) ? copy.fields : null;
  } catch {
    return null;
  }
}

function putBack(form, fields) {
  for (const input of form.elements) {
    if (["hidden", "file", "submit", "button", "fieldset", "password"].includes(input.type)) continue;
    const values = fields.filter(([name]) => name === input.name).map(([, value]) => value);
    if (["checkbox", "radio"].includes(input.type)) input.checked = values.includes(input.value);
    else if (values.length) input.value = values[0];
  }
}

async function takeAnswer(form, answer) {
  if (!answer.headers.get("Content-Type")?.includes("json")) return;
  for (const [name, value] of Object.entries(await answer.json())) {
    if (form.elements[name]?.type === "hidden") form.elements[name].value = value;
  }
}

async function send(form) {
  const { saving, saved, conflict, failed, offline, autosaveUrl } = form.dataset;
  say(form, saving, "saving");
  try {
    const answer = await fetch(autosaveUrl, {
      method: "POST",
      body: new URLSearchParams(typed(form)),
      headers: { Accept: "application/json" },
      redirect: "error",
    });
    if (answer.status === 409) return say(form, conflict, "failed"), "conflict";
    if (!answer.ok) return keepCopy(form), say(form, failed, "failed"), "failed";
    await takeAnswer(form, answer);
    localStorage.removeItem(keyOf(form));
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short", hourCycle: "h23" });
    say(form, saved.replace("{time}", time), "saved");
    form.dispatchEvent(new Event("saved"));
    return "saved";
  } catch {
    say(form, keepCopy(form) ? offline : failed, "failed");
    return "offline";
  }
}

export function forgetCopies() {
  Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key));
}

export function startAutosave(form) {
  let timer;
  let underWay = 0;
  let sending = Promise.resolve("saved");
  const save = () => {
    underWay += 1;
    sending = sending
      .then((last) => (last === "conflict" ? last : send(form)))
      .finally(() => (underWay -= 1));
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, DELAY);
  };
  const copy = takeCopy(form);
  if (copy) {
    putBack(form, copy);
    later();
  }
  form.addEventListener("input", later);
  form.addEventListener("rows-changed", later);
  // A save that is under way brings a new revision: the button waits for it.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!underWay) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    sending.then(() => form.requestSubmit(submitter));
  });
  addEventListener("online", later);
}
