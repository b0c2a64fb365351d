// What every page has: its menus and the choice of colours.

import { wireMenu } from "./menu.js";
import { wireThemeChoice } from "./theme.js";

for (const menu of document.querySelectorAll("details[data-menu]")) {
  wireMenu(/** @type {HTMLDetailsElement} */ (menu));
}
for (const group of document.querySelectorAll("[data-theme-choice]")) {
  wireThemeChoice(/** @type {HTMLElement} */ (group));
}
