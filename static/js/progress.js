// A page that shows how far something is asks again every few seconds, and shows what has changed. Where it is done, the
// page is opened anew: there is something else to see then. Without a script, its link does the same.

const AGAIN_MS = 3000;
const FIND = "[data-portal-progress]";

async function look() {
  const shown = document.querySelector(FIND);
  if (document.hidden) return setTimeout(look, AGAIN_MS);
  try {
    const answer = await fetch(location.href, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) return;
    const now = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(FIND);
    if (!now) return location.reload();
    if (now.innerHTML !== shown.innerHTML) shown.replaceChildren(...now.childNodes);
  } catch {
    // No network for a moment: the next time may be better.
  }
  setTimeout(look, AGAIN_MS);
}

setTimeout(look, AGAIN_MS);
