// The words that scripts put on the page: they come with it, in the person's language.

/** @type {Record<string, string|Record<string, string>>} */
let learned = {};
let plural = new Intl.PluralRules("en");
let spoken = "en";

/** @param {Record<string, string|Record<string, string>>} words @param {string} language */
export function learn(words, language) {
  learned = words ?? {};
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
  return value.toLocaleString(spoken, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** @param {string} text */
export function capitalised(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
