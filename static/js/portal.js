import { initAll } from "../vendor/govuk-frontend/govuk-frontend.min.js";
import { forgetDoor, forgetOver } from "./kept.js";

initAll();

try {
  document.querySelectorAll("[data-door-closed]").forEach((door) => forgetDoor(door.dataset.doorClosed));
  forgetOver();
} catch {
  // A browser that keeps nothing has nothing to forget.
}
