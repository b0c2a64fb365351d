// Press a key instead of typing its name. Without this, the field is a plain one.

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-keys]"));
/** @type {Map<string, string>} what the keys that type nothing are called */
const names = new Map(
  [.../** @type {NodeListOf<HTMLDataElement>} */ (document.querySelectorAll("[data-key-name]"))].map(
    (one) => [one.dataset.keyName ?? "", one.value],
  ),
);

/**
 * What a key press leaves in the field; null where the browser is to do as it always does.
 *
 * @param {{key: string, ctrlKey: boolean, altKey: boolean, metaKey: boolean, isComposing: boolean}} event
 * @param {Map<string, string>} called
 */
export function written(event, called) {
  const isTyped = [...event.key].length === 1;
  // AltGr is Ctrl with Alt on some keyboards, and types.
  const hasModifier = event.metaKey || (event.ctrlKey !== event.altKey && !(event.altKey && isTyped));
  if (hasModifier || event.isComposing || event.key === " ") return null;
  if (event.key === "Delete") return "";
  if (isTyped) return event.key;
  return called.get(event.key) ?? null;
}

form?.addEventListener("keydown", (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (!field.matches?.(".key-input")) return;
  const key = written(event, names);
  if (key === null) return;
  event.preventDefault();
  field.value = key;
});
form?.querySelector("[data-keys-how]")?.removeAttribute("hidden");
