// The guideline, read in place: fetched when it is asked for, shown over the desk.

import { find, make } from "./chips.js";
import { word } from "./words.js";

/** The styles of the guideline's page that this one lacks. @param {Document} page */
function wear(page) {
  for (const link of /** @type {NodeListOf<HTMLLinkElement>} */ (page.querySelectorAll("link[rel=stylesheet]"))) {
    const address = link.getAttribute("href") ?? "";
    if (document.querySelector(`link[href="${CSS.escape(address)}"]`)) continue;
    document.head.append(document.importNode(link, true));
  }
}

export class GuidelineView {
  #isThere = false;

  /** @param {HTMLDialogElement} dialog @param {string} address */
  constructor(dialog, address) {
    this.dialog = dialog;
    this.address = address;
    this.body = find(dialog, "[data-guideline-body]");
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }

  async open() {
    this.dialog.showModal();
    this.body.focus();
    if (this.#isThere) return;
    this.#say(word("loading"));
    const text = await this.#fetch();
    this.#isThere = text !== null;
    if (text) this.body.replaceChildren(...text.childNodes);
    else this.#say(word("guidelineFailed"));
  }

  /** @returns {Promise<Element|null>} */
  async #fetch() {
    try {
      const response = await fetch(this.address, { credentials: "same-origin" });
      if (!response.ok) return null;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const text = page.querySelector("[data-guideline-text]") ?? page.querySelector(".article--guideline");
      // Its own anchors would clash with those of the desk.
      for (const element of text?.querySelectorAll("[id]") ?? []) element.removeAttribute("id");
      wear(page);
      return text && document.importNode(text, true);
    } catch {
      return null;
    }
  }

  /** @param {string} text */
  #say(text) {
    this.body.replaceChildren(make("p", "", text));
  }
}
