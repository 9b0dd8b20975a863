// Tells the server that somebody is at this page, and the person when that is no longer so: a colleague
// took it over, or newer answers are stored than this copy of the page shows.
const EVERY = 60_000;
const AWAY = 10 * 60_000;

export function startLock(form) {
  let active = Date.now();
  let over = false;
  const beat = async () => {
    if (over || form.dataset.busy || document.hidden || Date.now() - active > AWAY) return;
    const body = new URLSearchParams();
    for (const name of ["csrf_token", "revision", "fingerprint"]) body.set(name, form.elements[name]?.value ?? "");
    try {
      const answer = await fetch(form.dataset.lockUrl, { method: "POST", body, headers: { Accept: "application/json" } });
      // A save that was under way meanwhile is one's own.
      if (answer.status !== 409 || form.dataset.busy || body.get("revision") !== form.elements.revision?.value) return;
      over = true;
      form.dispatchEvent(new CustomEvent("taken", { detail: (await answer.json()).message }));
    } catch {
      // Without a connection there is nothing to tell; saving says so.
    }
  };
  for (const sign of ["input", "keydown", "pointerdown", "scroll"]) {
    addEventListener(sign, () => (active = Date.now()), { passive: true });
  }
  addEventListener("visibilitychange", () => {
    active = Date.now();
    beat();
  });
  // A page come back to by "back", or kept by the browser, may be older than what is stored.
  addEventListener("pageshow", ({ persisted }) => persisted && beat());
  setInterval(beat, EVERY);
  beat();
}
