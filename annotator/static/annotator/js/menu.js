// A <details> menu that closes like a menu: on Escape and on a press elsewhere.

/** @param {HTMLDetailsElement} menu */
export function wireMenu(menu) {
  document.addEventListener("pointerdown", (event) => {
    if (menu.open && !menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}
