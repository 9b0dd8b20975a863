// Saves a form while it is filled in, and always says whether everything is saved.
// data-autosave-url takes the same POST as the form's own button and answers 2xx; a JSON object in the
// answer updates the hidden fields of those names (the revision). 409: somebody else is at this page or
// saved it, and the answer says so; 401: the session has ended. Both stop, and what was typed is kept.
import { forgetCopy, keepCopy, keepWhileSent, putBack, readCopy, typed } from "./copies.js";

const DELAY = 1500;

function say(form, text, state) {
  const status = form.querySelector(".autosave-status");
  const announced = form.querySelector("[data-announce]");
  const before = status.dataset.state;
  status.textContent = text;
  status.dataset.state = state;
  // Spoken when it goes wrong and when it is well again, not at every save.
  if (state === "failed") announced.textContent = text;
  else if (state === "saved" && before !== "saved") announced.textContent = form.dataset.trouble ? text : "";
  if (state === "failed") form.dataset.trouble = "yes";
  if (state === "saved") delete form.dataset.trouble;
}

async function takeAnswer(form, answer) {
  if (!answer.headers.get("Content-Type")?.includes("json")) return;
  for (const [name, value] of Object.entries(await answer.json())) {
    if (form.elements[name]?.type === "hidden") form.elements[name].value = value;
  }
}

async function reason(answer, otherwise) {
  try {
    return (await answer.json()).message || otherwise;
  } catch {
    return otherwise;
  }
}

function clockTime() {
  return new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short", hourCycle: "h23" });
}

const ask = (url, form) =>
  fetch(url, {
    method: "POST",
    body: new URLSearchParams(typed(form)),
    headers: { Accept: "application/json" },
    redirect: "error",
  });

async function stop(form, answer) {
  keepCopy(form);
  if (answer.status === 401) return say(form, form.dataset.ended, "failed"), "ended";
  return say(form, await reason(answer, form.dataset.conflict), "failed"), "conflict";
}

async function send(form) {
  const { saving, saved, failed, offline, autosaveUrl } = form.dataset;
  say(form, saving, "saving");
  try {
    const answer = await ask(autosaveUrl, form);
    if (answer.status === 409 || answer.status === 401) return stop(form, answer);
    if (!answer.ok) return keepCopy(form), say(form, failed, "failed"), "failed";
    await takeAnswer(form, answer);
    forgetCopy(form);
    say(form, saved.replace("{time}", clockTime()), "saved");
    form.dispatchEvent(new Event("saved"));
    return "saved";
  } catch {
    say(form, keepCopy(form) ? offline : failed, "failed");
    return "offline";
  }
}

function offer(form, copy) {
  const status = form.querySelector(".autosave-status");
  const buttons = [
    [form.dataset.putBack, () => putBack(form, copy)],
    [form.dataset.throwAway, () => (forgetCopy(form), status.replaceChildren())],
  ].map(([text, act]) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    button.className = "button button-quiet";
    button.addEventListener("click", act);
    return button;
  });
  status.replaceChildren(form.dataset.waiting, ...buttons);
}

// By itself the first time; where that led to an error, only when asked.
function bringBack(form) {
  const copy = readCopy(form);
  if (!copy) return;
  const tried = `tried:${form.dataset.autosaveUrl}:${copy.at}`;
  if (sessionStorage.getItem(tried)) return offer(form, copy);
  sessionStorage.setItem(tried, "yes");
  putBack(form, copy);
}

export function startAutosave(form) {
  let timer;
  let underWay = 0;
  let last = "saved";
  let sending = Promise.resolve();
  const save = () => {
    underWay += 1;
    form.dataset.busy = "yes";
    sending = sending
      .then(async () => {
        if (!["conflict", "ended"].includes(last)) last = await send(form);
      })
      .finally(() => {
        underWay -= 1;
        if (!underWay) delete form.dataset.busy;
      });
  };
  const later = () => {
    clearTimeout(timer);
    if (["conflict", "ended"].includes(last)) return keepCopy(form);
    say(form, form.dataset.unsaved, "unsaved");
    timer = setTimeout(save, DELAY);
  };
  form.addEventListener("input", later);
  form.addEventListener("rows-changed", later);
  form.addEventListener("taken", ({ detail }) => {
    last = "conflict";
    say(form, detail, "failed");
  });
  // A save that is under way brings a new revision: the button waits for it.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    form.querySelector(".autosave-status").dataset.state = "sent";
    if (!underWay) return keepWhileSent(form);
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    sending.then(() => form.requestSubmit(submitter));
  });
  addEventListener("online", () => last === "offline" && later());
  addEventListener("pagehide", () => form.querySelector('[data-state="unsaved"]') && keepCopy(form));
  if (document.querySelector("[data-came-back]")) later();
  else bringBack(form);
}
