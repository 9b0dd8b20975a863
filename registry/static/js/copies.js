// What could not be saved waits in the browser, for the same page and the same person, and comes back once.
const PREFIX = "register-copy:";
const SENT = "register-sent";
const DAYS = 3;
const ARRIVED = [409, 422];
let signedOut = false;

const keyOf = (form) => `${PREFIX}${form.dataset.person}:${form.dataset.autosaveUrl}`;
const allKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

export const typed = (form) => [...new FormData(form)].filter(([, value]) => typeof value === "string");

export function keepCopy(form) {
  if (signedOut) return false;
  try {
    const fields = typed(form).filter(([name]) => name !== "csrf_token");
    localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), fields }));
    return true;
  } catch {
    return false; // Private window or full storage: the page itself still holds the answers.
  }
}

export function readCopy(form) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(form)));
  } catch {
    return null;
  }
}

export function forgetCopy(form) {
  try {
    localStorage.removeItem(keyOf(form));
  } catch {
    // Nothing was kept where nothing can be.
  }
}

// The button sends the form: the copy goes once an answer has come that is no failure.
export function keepWhileSent(form) {
  if (keepCopy(form)) sessionStorage.setItem(SENT, keyOf(form));
}

export function forgetWhatArrived() {
  const key = sessionStorage.getItem(SENT);
  if (!key) return;
  sessionStorage.removeItem(SENT);
  const status = performance.getEntriesByType("navigation")[0]?.responseStatus ?? 200;
  if (status < 400 || ARRIVED.includes(status)) localStorage.removeItem(key);
}

// Whoever signs out leaves nothing on the device.
export function forgetCopies() {
  signedOut = true;
  allKeys().forEach((key) => localStorage.removeItem(key));
}

export function forgetOldCopies() {
  for (const key of allKeys()) {
    try {
      if (Date.now() - JSON.parse(localStorage.getItem(key)).at < DAYS * 24 * 3600 * 1000) continue;
    } catch {
      // What cannot be read is of no use to anybody.
    }
    localStorage.removeItem(key);
  }
}

// The server shows the answers in the form, rows and all, beside newer ones where there are any.
export function putBack(form, { fields }) {
  const sender = document.createElement("form");
  sender.method = "post";
  sender.hidden = true;
  const token = form.elements.csrf_token?.value ?? "";
  for (const [name, value] of [...fields, ["csrf_token", token], ["put_back", "1"]]) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value;
    sender.append(field);
  }
  document.body.append(sender);
  sender.submit();
}
