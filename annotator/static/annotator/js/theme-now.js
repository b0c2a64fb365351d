// Runs before the first paint, so that a chosen theme never flashes the other one.
(function () {
  try {
    const chosen = localStorage.getItem("hearsay-theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage is closed to us: the reader's own colour scheme stays.
  }
})();
