// The bar of the arms follows what is typed: never, at once, and the rest after the first answer.

/** @param {string} value */
export function percent(value) {
  const number = Number.parseInt(value, 10);
  return Number.isNaN(number) ? 0 : Math.min(Math.max(number, 0), 100);
}

/**
 * @param {number} hidden
 * @param {number} wanted
 */
export function shares(hidden, wanted) {
  const shown = Math.min(wanted, 100 - hidden);
  return { hidden, shown, after: 100 - hidden - shown };
}

/** @param {Element} part */
function wire(part) {
  const fields = ["hidden_percent", "shown_percent"].map(
    (name) => /** @type {HTMLInputElement} */ (part.querySelector(`input[name=${name}]`)),
  );
  const show = () => {
    const [hidden, shown] = fields.map((field) => percent(field.value));
    let from = 0;
    for (const [name, share] of Object.entries(shares(hidden, shown))) {
      const bar = part.querySelector(`[data-arm=${name}]`);
      bar?.setAttribute("x", String(from));
      bar?.setAttribute("width", String(share));
      const told = part.querySelector(`[data-arm-percent=${name}]`);
      if (told) told.textContent = String(share);
      from += share;
    }
  };
  for (const field of fields) field.addEventListener("input", show);
}

for (const part of document.querySelectorAll("[data-arms]")) wire(part);
