// What is pressed at a door without a network is kept in the browser until the server has it. Here is when it goes
// unsent: names are not for ever, least of all on a helper's own phone.

const DAY_MS = 86_400_000;

const keysOf = (start) => Object.keys(localStorage).filter((key) => key.startsWith(start));
export const keyOf = (door) => `door ${door} `;

// The server has said that nothing can be sent to this door any more.
export function forgetDoor(door) {
  keysOf(keyOf(door)).forEach((key) => localStorage.removeItem(key));
}

// Whoever never opens a door again: on any page, what was for a day that is over. A day later, as clocks may be wrong.
export function forgetOver() {
  for (const key of keysOf("door ")) {
    const { ends } = JSON.parse(localStorage.getItem(key));
    if (ends && ends * 1000 + DAY_MS < Date.now()) localStorage.removeItem(key);
  }
}
