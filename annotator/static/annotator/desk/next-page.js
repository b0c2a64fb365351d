// The next document, fetched ahead and put in place without loading a page.

/** @import { Here } from "./types.js" */

/** From this share of answers on, the end is near. */
const NEAR = 2 / 3;
/** Longer ago, somebody may have changed what it says. */
const FRESH_MS = 10 * 60_000;
const AGAIN_MS = 20_000;

/** @param {Here} here @param {(page: Document) => void} show */
export function nextPage(here, show) {
  /** @type {Document|null} */ let page = null;
  let fetchedAt = -Infinity;
  let triedAt = -Infinity;
  let generation = 0;

  /** O(1): it is called with every answer. */
  function mind() {
    const { desk } = here;
    const isNear = desk.handled >= desk.sentences.length * NEAR;
    if (!isNear || page || performance.now() - triedAt < AGAIN_MS) return;
    triedAt = performance.now();
    // Not on the path from key to paint.
    setTimeout(load, 300);
  }

  async function load() {
    const mine = ++generation;
    try {
      const address = `${here.data.next_url}?after=${here.data.document}`;
      const response = await fetch(address, { credentials: "same-origin", cache: "no-store" });
      if (!response.ok) return;
      const found = new DOMParser().parseFromString(await response.text(), "text/html");
      const isOurs = personOf(found) === personOf(document) && found.querySelector("#desk-data");
      if (mine !== generation || !isOurs) return;
      page = found;
      fetchedAt = performance.now();
    } catch {
      // Then the next document is loaded as any page is.
    }
  }

  /** The address of the document that is left, so that Back leads to it. */
  function addressOf(/** @type {number} */ id) {
    return `${here.data.next_url}?document=${id}`;
  }

  function open() {
    const next = page;
    history.replaceState(null, "", addressOf(here.data.document));
    if (!next || performance.now() - fetchedAt > FRESH_MS) return location.assign(here.data.next_url);
    forget();
    show(next);
    history.pushState(null, "", addressOf(here.data.document));
  }

  /** What was fetched no longer holds. */
  function forget() {
    generation += 1;
    page = null;
    triedAt = -Infinity;
  }

  return { mind, open, forget };
}

/** @param {Document} page */
function personOf(page) {
  return /** @type {HTMLMetaElement|null} */ (page.querySelector('meta[name="hearsay-person"]'))?.content;
}
