// The choice between auto, light and dark; kept in this browser.

const KEY = "hearsay-theme";

/** @returns {string} "auto", "light" or "dark" */
function chosen() {
  return document.documentElement.dataset.theme ?? "auto";
}

/** @param {string} theme */
function choose(theme) {
  const root = document.documentElement;
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (theme === "auto") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Not kept, but in force until the page is left.
  }
}

/** @param {HTMLElement} group holds one button for each theme */
export function wireThemeChoice(group) {
  const buttons = [...group.querySelectorAll("button")];
  const show = () => {
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.value === chosen()));
    }
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      choose(button.value);
      show();
    });
  }
  show();
  group.hidden = false;
}
