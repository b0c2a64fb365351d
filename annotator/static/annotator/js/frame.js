// What every page has: its menus and the choice of colours.

import { wireMenu } from "./menu.js";
import { wireThemeChoice } from "./theme.js";

for (const menu of document.querySelectorAll("details[data-menu]")) {
  wireMenu(/** @type {HTMLDetailsElement} */ (menu));
}
for (const group of document.querySelectorAll("[data-theme-choice]")) {
  wireThemeChoice(/** @type {HTMLElement} */ (group));
}

// What cannot be taken back is asked about first; also by a button that came later than the page.
document.addEventListener("submit", (event) => {
  const question = /** @type {HTMLElement} */ (event.target).dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});

// A page that watches a job says when it cannot.
const lost = document.querySelector("[data-connection-lost]");
document.body.addEventListener("htmx:sendError", () => lost?.removeAttribute("hidden"));
document.body.addEventListener("htmx:afterOnLoad", () => lost?.setAttribute("hidden", ""));
