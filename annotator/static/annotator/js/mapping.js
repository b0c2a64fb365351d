// Shows in the beginning of a file what each of its columns is chosen for.

const table = /** @type {HTMLTableElement | null} */ (document.querySelector("[data-preview]"));
const selects = /** @type {HTMLSelectElement[]} */ ([...document.querySelectorAll("select[data-maps]")]);
const heads = /** @type {HTMLElement[]} */ ([...(table?.querySelectorAll("[data-column]") ?? [])]);

/** @param {string} column */
function place(column) {
  return column ? heads.findIndex((head) => head.dataset.column === column) : -1;
}

function show() {
  for (const head of heads) {
    const uses = selects.filter((one) => one.value && one.value === head.dataset.column);
    head.classList.toggle("is-used", uses.length > 0);
    const said = head.querySelector(".preview__use");
    if (said) said.textContent = uses.map((one) => one.dataset.maps).join(", ") || (table?.dataset.unused ?? "");
  }
}

/** @param {string} column */
function mark(column) {
  const at = place(column);
  for (const row of table?.rows ?? []) {
    [...row.cells].forEach((cell, index) => cell.toggleAttribute("data-chosen-now", index === at));
  }
  const region = table?.parentElement;
  const head = heads[at];
  if (region && head) region.scrollTo({ left: head.offsetLeft - region.clientWidth / 3 });
}

if (table && selects.length) {
  for (const select of selects) {
    select.addEventListener("focus", () => mark(select.value));
    select.addEventListener("blur", () => mark(""));
    select.addEventListener("change", () => {
      show();
      mark(select.value);
    });
  }
  show();
}
