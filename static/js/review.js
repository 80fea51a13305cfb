// The score form of a reviewer. Numbers choose a level while one of its levels has the focus, and what is typed is
// saved by itself a few seconds later. Without this script the form works by its buttons.

const form = document.querySelector("[data-review]");
const kept = form.querySelector("[data-review-kept]");
const WAIT_MS = 4_000;
const PATIENCE_MS = 10_000;
const CLOCK = { hour: "numeric", minute: "2-digit", timeZone: "Europe/London" };

let waiting = 0;
let saving = null;

form.querySelector("[data-review-keys]").hidden = false;

form.addEventListener("keydown", (event) => {
  const { target } = event;
  if (target.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  const level = form.querySelector(`input[name="${target.name}"][value="${CSS.escape(event.key)}"]`);
  if (level) {
    event.preventDefault();
    level.focus();
    level.checked = true;
    saveSoon();
  }
});

form.addEventListener("input", saveSoon);

form.addEventListener("submit", (event) => {
  clearTimeout(waiting);
  // One after the other: the press has to say what has been saved before it.
  if (saving) {
    event.preventDefault();
    saving.then(() => form.requestSubmit(event.submitter));
  }
});

function saveSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(save, WAIT_MS);
}

function save() {
  if (saving) {
    saveSoon();
  } else {
    saving = send().then(say, () => say("Not saved: we cannot reach the portal. What you typed is still on this page."));
  }
}

async function send() {
  const given = new FormData(form);
  given.set("typing", "1");
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const response = await fetch(form.action, { method: "POST", body: given, redirect: "manual", signal: patience });
  if (response.type === "opaqueredirect") {
    return "Not saved: you have been signed out. Copy what you typed, then sign in again.";
  }
  if (response.status === 404) {
    return "Not saved: this application is no longer with you.";
  }
  const answer = await response.json();
  if (response.ok) {
    form.elements.began_with.value = answer.began_with;
    return `Saved at ${new Date().toLocaleTimeString("en-GB", CLOCK)}. Submit your review when it is finished.`;
  }
  return answer.why || "Not saved: something is too long. Press a button below to see what.";
}

function say(text) {
  saving = null;
  kept.textContent = text;
}
