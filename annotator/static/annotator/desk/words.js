// The words that scripts put on the page: they come with it, in the person's language.

/** @type {Record<string, string|Record<string, string>>} */
let learned = {};
let plural = new Intl.PluralRules("en");
let spoken = "en";
/** @type {Map<number, Intl.NumberFormat>} by digits, in that language: to make one takes long */
const formats = new Map();

/** @param {Record<string, string|Record<string, string>>} words @param {string} language */
export function learn(words, language) {
  learned = words ?? {};
  formats.clear();
  spoken = language || "en";
  try {
    plural = new Intl.PluralRules(spoken);
  } catch {
    spoken = "en";
    plural = new Intl.PluralRules(spoken);
  }
}

/**
 * @param {string} name
 * @param {Record<string, string|number>} [values] for the places in braces; `count` chooses the plural
 * @returns {string}
 */
export function word(name, values = {}) {
  const found = learned[name] ?? name;
  const text =
    typeof found === "string" ? found : (found[plural.select(Number(values.count))] ?? found.other ?? name);
  return text.replace(/\{(\w+)\}/g, (place, key) => (key in values ? String(values[key]) : place));
}

/**
 * A number as the language writes it.
 * @param {number} value
 * @param {number} digits after the point
 */
export function number(value, digits) {
  let format = formats.get(digits);
  if (!format) {
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    formats.set(digits, (format = new Intl.NumberFormat(spoken, options)));
  }
  return format.format(value);
}

/** @param {string} text */
export function capitalised(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
