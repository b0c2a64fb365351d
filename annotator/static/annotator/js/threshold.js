// Whatever else is on the page goes on with the threshold that the slider was moved to.

const slider = /** @type {HTMLInputElement | null} */ (document.querySelector("#score"));
const mark = document.querySelector("[data-threshold-mark]");

/** @param {string} threshold */
function keep(threshold) {
  for (const link of document.querySelectorAll("a[data-keeps-threshold], .pagination a")) {
    const anchor = /** @type {HTMLAnchorElement} */ (link);
    const address = new URL(anchor.href);
    address.searchParams.set("threshold", threshold);
    anchor.href = address.href;
  }
  for (const field of document.querySelectorAll("input[type=hidden][name=threshold]")) {
    /** @type {HTMLInputElement} */ (field).value = threshold;
  }
  // The plot is 300 wide and begins at 48: see web/plots.py.
  mark?.setAttribute("d", `M${48 + 300 * Number(threshold)} 12V312`);
}

slider?.addEventListener("input", () => keep(slider.value));
