// Warns before the session ends; whoever answers stays signed in. The server knows when that is, so that
// several windows agree, and asking does not put it off.
export function startSession(dialog) {
  const { session: url, left, warning, token, one, many, endedTitle, endedText } = dialog.dataset;
  const part = (name) => dialog.querySelector(`[data-${name}]`);
  const warnAt = Number(warning);
  let timer;
  let ends = 0;

  const ask = async (method) => {
    const body = method === "POST" ? new URLSearchParams({ csrf_token: token }) : undefined;
    const answer = await fetch(url, { method, body, headers: { Accept: "application/json" } });
    return answer.status === 401 || answer.status === 400 ? 0 : (await answer.json()).seconds;
  };
  const wait = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(look, Math.max(1, seconds) * 1000);
  };
  const end = () => {
    clearTimeout(timer);
    part("title").textContent = endedTitle;
    part("text").textContent = endedText;
    part("reason").hidden = part("stay").hidden = true;
    part("again").hidden = false;
    part("again").href += `?next=${encodeURIComponent(location.pathname)}`;
    show();
  };
  const show = () => {
    if (dialog.open) return;
    dialog.showModal();
    part(part("stay").hidden ? "title" : "stay").focus();
  };
  const countDown = (seconds) => {
    const minutes = Math.floor(seconds / 60);
    part("text").textContent = minutes ? many.replace("{minutes}", minutes) : one;
    show();
    wait(Math.min(seconds, (seconds % 60) + 1));
  };
  const settle = (seconds) => {
    ends = Date.now() + seconds * 1000;
    if (seconds <= 0) return end();
    if (seconds <= warnAt) return countDown(seconds);
    dialog.close();
    wait(seconds - warnAt);
  };
  const go = async (method) => {
    try {
      settle(await ask(method));
    } catch {
      wait(30); // No connection: ask again.
    }
  };
  const look = () => go("GET");
  const stay = (event) => {
    event.preventDefault();
    go("POST");
  };

  part("stay").addEventListener("click", stay);
  dialog.addEventListener("cancel", (event) => (part("stay").hidden ? event.preventDefault() : stay(event)));
  // A computer that slept, or a page kept by the browser, has missed its timer.
  addEventListener("visibilitychange", () => document.hidden || (Date.now() > ends - warnAt * 1000 && look()));
  addEventListener("pageshow", ({ persisted }) => persisted && look());
  settle(Number(left));
}
