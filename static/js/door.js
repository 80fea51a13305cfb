// The door of an event. The list of names is in the page's memory, so that a search or a scan is answered without a
// network. What is pressed is kept in the browser until the server has it, and sent as often as that takes: each press
// has a key made here, by which the server knows it again.

import { codeReader } from "./codes.js";
import { keyOf } from "./kept.js";

const door = document.querySelector("[data-door]");
const part = (name) => door.querySelector(`[data-${name}]`);
const KEPT = keyOf(door.dataset.door);
const SHOWN = 50;
const AGAIN_MS = 3_000;
const FRESH_MS = 15_000;
const PATIENCE_MS = 10_000;
const SAME_CODE_MS = 4_000;

let people = new Map();
let presses = keptPresses();
let isSending = false;
let hasNetwork = navigator.onLine;
let answerIsAbout = "";

// -- What is kept until it is sent ----------------------------------------------------------------------------------

function keptPresses() {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(KEPT));
  return keys.map((key) => JSON.parse(localStorage.getItem(key))).sort((one, two) => one.at - two.at);
}

function keep(press) {
  presses = [...presses.filter((other) => other.given.key !== press.given.key), press];
  try {
    localStorage.setItem(KEPT + press.given.key, JSON.stringify(press));
  } catch {
    // No room, or none allowed: then it is kept for as long as the page is open.
  }
}

function forget(press) {
  presses = presses.filter((other) => other.given.key !== press.given.key);
  localStorage.removeItem(KEPT + press.given.key);
}

const waiting = () => presses.filter((press) => !press.refused);

// -- To the server and back -----------------------------------------------------------------------------------------

async function ask(url, options = {}) {
  // Nothing came back: there is no network, or nobody behind it. An answer that is not ours: the door is shut to us.
  try {
    const headers = { Accept: "application/json" };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(url, { headers, signal, redirect: "manual", cache: "no-store", ...options });
    hasNetwork = answer.status < 500;
    // Closed for good: the page that says so forgets what is kept.
    if (answer.status === 410) location.assign(door.dataset.pageUrl);
    const isShut = answer.type === "opaqueredirect" || (answer.status >= 400 && answer.status < 500);
    part("trouble").hidden = !isShut;
    return answer.ok ? await answer.json() : null;
  } catch {
    hasNetwork = false;
    return null;
  }
}

async function sendAll() {
  if (isSending) return;
  isSending = true;
  let next;
  while ((next = waiting()[0])) {
    const waited = Math.round((Date.now() - next.at) / 1000);
    const token = door.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ ...next.given, waited, csrfmiddlewaretoken: token });
    const answer = await ask(door.dataset.pressUrl, { method: "POST", body });
    if (!answer) break;
    take(next, answer);
  }
  isSending = false;
  say();
}

function take(press, answer) {
  const isRefused = answer.state === "refused" || answer.state === "no seat";
  if (isRefused && press.given.key !== answerIsAbout) {
    // Pressed a while ago: whoever stands here now is somebody else, so it waits until somebody has read it.
    keep({ ...press, refused: answer.words });
  } else {
    forget(press);
  }
  if (answer.person) people.set(answer.person.id, answer.person);
  else if (press.given.what === "walk in" || answer.state === "undone") people.delete(press.given.attendee || press.given.key);
  for (const other of waiting()) pretend(other);
  showCounts(answer.counts);
  if (press.given.key === answerIsAbout) showAnswer(answer.words, answer.state, answer.person, press.given.key);
  draw();
}

async function refresh() {
  const found = await ask(door.dataset.peopleUrl);
  if (found) {
    people = new Map(found.people.map((person) => [person.id, person]));
    for (const press of waiting()) pretend(press);
    showCounts(found.counts);
    draw();
  }
  say();
  return Boolean(found);
}

// -- A press --------------------------------------------------------------------------------------------------------

function clock(at) {
  const text = new Date(at).toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit", hour12: true });
  return text.replace(" ", "").replace(":00", "").toLowerCase();
}

// What the list will be once the press has come through.
function pretend({ given, at }) {
  const id = given.attendee || given.key;
  const person = people.get(id) || { id, name: given.name || "", about: given.organisation_name || "", why: "", offers: [] };
  if (given.what === "undo") people.set(id, { ...person, since: "" });
  else if (given.what === "walk in" || people.has(id)) {
    people.set(id, { ...person, name: person.name || given.name, since: person.since || clock(at) });
  }
}

function press(what, person, more = {}) {
  const given = { what, attendee: person.id, key: crypto.randomUUID(), ...more };
  const wasHere = person.since;
  const name = person.name || more.name || "This person";
  keep({ given, at: Date.now(), ends: Number(door.dataset.ends) });
  pretend({ given, at: Date.now() });
  answerIsAbout = given.key;
  const isHere = what !== "undo";
  const words = isHere ? (wasHere ? `${name} is here already, since ${wasHere}.` : `${name} is checked in.`) : `${name} is not checked in any more.`;
  showAnswer(words, isHere ? (wasHere ? "already" : "here") : "undone", people.get(person.id), given.key);
  draw();
  say();
  sendAll();
}

async function scanned(text) {
  const id = (/\/arrive\/([0-9a-f-]{36})\//i.exec(text) || [])[1];
  if (!id) return showAnswer("This is not one of our codes. Find the person by name.", "refused");
  // Somebody without a seat a minute ago may have one now, and somebody unknown may just have booked.
  const known = people.get(id);
  if (!known || (known.why && !known.since)) await refresh();
  const person = people.get(id);
  if (!person && hasNetwork) return showAnswer("This code is not for this event. Find the person by name.", "refused");
  if (!person) return press("check in", { id, name: "", since: "" });
  if (person.since || (!person.why && person.name)) return press(person.since ? "check in" : person.offers[0][0], person);
  answerIsAbout = "";
  return showAnswer(person.why || "Type their name, if they like, and check them in.", person.why ? "no seat" : "name", person);
}

// -- Showing --------------------------------------------------------------------------------------------------------

function element(tag, more = {}, ...children) {
  const made = Object.assign(document.createElement(tag), more);
  made.append(...children);
  return made;
}

function buttons(person) {
  const offers = person.since ? [["undo", "Undo"]] : person.offers;
  const made = offers.map(([what, label]) => {
    const about = element("span", { className: "govuk-visually-hidden" }, ` ${person.name || "somebody to be named"}`);
    const style = what === "undo" ? "govuk-button govuk-button--secondary" : "govuk-button";
    const button = element("button", { type: "button", className: style }, label, about);
    button.addEventListener("click", () => {
      const typed = button.parentElement.querySelector("input");
      press(what, person, what !== "undo" && typed ? { name: typed.value.trim() } : {});
    });
    return button;
  });
  if (person.since || person.name || !offers.length) return made;
  const input = element("input", { className: "govuk-input portal-door__new-name", placeholder: "Their name", autocomplete: "off", maxLength: 200 });
  input.setAttribute("aria-label", `Name of this person, ${person.about}`);
  return [input, ...made];
}

function row(person) {
  const made = part("row").content.firstElementChild.cloneNode(true);
  made.dataset.person = person.id;
  const fill = (name, text) => {
    const line = made.querySelector(`[data-${name}]`);
    line.textContent = text;
    line.hidden = !text;
  };
  fill("name", person.name || "To be named");
  fill("about", person.about);
  fill("why", person.since ? "" : person.why);
  fill("since", person.since && `Here since ${person.since}`);
  made.querySelector("[data-presses]").replaceChildren(...buttons(person));
  return made;
}

// As the server searches: every word begins a word, whatever its accents.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function matching(text) {
  const terms = plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return [...people.values()].filter((person) => {
    const words = ` ${plain(`${person.name} ${person.about}`).replace(/['’]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ")}`;
    return terms.every((term) => words.includes(` ${term}`));
  });
}

let drawn = "";

// Only what has changed, not under somebody's typing, and with the focus on the same person as before.
function draw() {
  const focused = document.activeElement;
  if (focused.matches("[data-list] input") && focused.value) return;
  const text = part("search").value.trim();
  const found = matching(text);
  const wanted = JSON.stringify([text, found.length, found.slice(0, SHOWN)]);
  if (wanted === drawn) return;
  drawn = wanted;
  const held = focused.closest("[data-list] [data-person]");
  part("list").replaceChildren(...found.slice(0, SHOWN).map(row));
  if (held) {
    const control = part("list").querySelector(`[data-person="${held.dataset.person}"] button`);
    if (control) control.focus();
  }
  part("heading").textContent = text ? `Found for “${text}”` : "Everybody by name";
  part("none").hidden = found.length > 0;
  part("more").hidden = found.length <= SHOWN;
}

function showCounts(counts) {
  const lines = counts.map((count) => {
    const here = element("strong", { className: "portal-door__here" }, String(count.here));
    const added = count.let_in ? `, ${count.let_in} of them let in` : "";
    return element("p", { className: "portal-door__count" }, here, ` of ${count.expected} here ${count.mode}${added}`);
  });
  part("counts").replaceChildren(...lines);
}

const BUZZ = { here: 80, already: [60, 60, 60], undone: 40 };

function showAnswer(words, state, person = null, key = "") {
  answerIsAbout = key;
  const about = person && person.about ? [element("p", { className: "portal-door__about" }, person.about)] : [];
  const presses = person ? [element("div", { className: "portal-door__presses" }, ...buttons(person))] : [];
  const name = person && state === "name" ? [element("p", { className: "portal-door__name" }, person.name || "To be named")] : [];
  const said = element("p", { className: "portal-door__said" }, words);
  const box = element("div", { className: `portal-door__result portal-door__result--${state.replace(" ", "-")}` });
  box.append(...name, said, ...about, ...presses);
  part("answer").replaceChildren(box);
  if (navigator.vibrate && navigator.userActivation && navigator.userActivation.hasBeenActive) {
    navigator.vibrate(BUZZ[state] || [120, 80, 120]);
  }
}

function say() {
  const number = waiting().length;
  const away = hasNetwork ? "" : "No network. Carry on: nothing you press is lost. ";
  part("sending").textContent = away + (number ? `${number} waiting to be sent.` : "");
  part("sending").hidden = !away && !number;
  part("refused").replaceChildren(...presses.filter((press) => press.refused).map(refusal));
  if (number && !isSending) setTimeout(sendAll, AGAIN_MS);
}

function refusal(press) {
  const name = press.given.name ? `${press.given.name}: ` : "";
  const read = element("button", { type: "button", className: "govuk-button govuk-button--secondary" }, "I have read this");
  read.addEventListener("click", () => {
    forget(press);
    say();
  });
  return element("div", { className: "portal-door__result portal-door__result--refused" }, element("p", { className: "portal-door__said" }, name + press.refused), read);
}

// -- The camera -----------------------------------------------------------------------------------------------------

let stream = null;
let last = { text: "", at: 0 };

async function look() {
  const video = part("video");
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
    const read = await codeReader(door.dataset.reader);
    video.srcObject = stream;
    part("view").hidden = false;
    part("scan").textContent = "Stop scanning";
    await video.play();
    while (stream) {
      const text = await read(video);
      if (text && (text !== last.text || Date.now() - last.at > SAME_CODE_MS)) await scanned(text);
      if (text) last = { text, at: Date.now() };
      await new Promise((done) => setTimeout(done, 120));
    }
  } catch {
    lookAway();
    showAnswer("The camera does not work here. Allow it in the settings of the browser, or find people by name.", "refused");
  }
}

function lookAway() {
  for (const track of stream ? stream.getTracks() : []) track.stop();
  stream = null;
  part("video").srcObject = null;
  part("view").hidden = true;
  part("scan").textContent = "Scan codes";
}

// -- Beginning ------------------------------------------------------------------------------------------------------

// A form of the page itself: somebody who has not booked, or the person whose code led here.
function pressForm(event) {
  const form = event.target;
  const { csrfmiddlewaretoken, ...given } = Object.fromEntries(new FormData(form));
  if (!given.what || (given.what === "walk in" && (!given.name.trim() || !form.checkValidity()))) return;
  event.preventDefault();
  if (given.what !== "walk in") {
    press(given.what, people.get(given.attendee) || onPage(form, given), given);
    return;
  }
  press("walk in", { id: given.key, name: given.name.trim(), since: "" }, { ...given, attendee: "" });
  form.reset();
  form.elements.key.value = crypto.randomUUID();
  part("walk-in").open = false;
}

// Pressed before the list is in memory: what the page says of them.
function onPage(form, { attendee }) {
  const line = form.closest("[data-person]");
  const said = (name) => (line.querySelector(`[data-${name}]:not([hidden])`) || { textContent: "" }).textContent.trim();
  const name = form.elements.name ? "" : said("name");
  return { id: attendee, name, about: said("about"), why: "", since: said("since").replace("Here since ", ""), offers: [] };
}

function start() {
  for (const press of waiting()) pretend(press);
  part("search").addEventListener("input", draw);
  part("search").form.addEventListener("submit", (event) => {
    event.preventDefault();
    draw();
  });
  door.addEventListener("submit", pressForm);
  if (navigator.mediaDevices && navigator.mediaDevices.getUserMedia) part("camera").hidden = false;
  part("scan").addEventListener("click", () => (stream ? lookAway() : look()));
  document.addEventListener("visibilitychange", () => (document.hidden ? lookAway() : refresh()));
  addEventListener("online", () => sendAll().then(refresh));
  addEventListener("offline", () => {
    hasNetwork = false;
    say();
  });
  setInterval(() => document.hidden || refresh(), FRESH_MS);
  refresh().then(sendAll);
}

// Without a safe connection a browser gives no camera and makes no keys: the page works as it is then.
if (window.isSecureContext) start();
