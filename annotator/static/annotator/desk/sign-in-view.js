// Signing in again in place: the sign-in page's own form, sent from a dialog; the outbox then goes on.

import { find, write } from "./chips.js";
import { word } from "./words.js";

/** @import { Session } from "./session.js" */

/** A dialog that opens in the middle of typing would take keys that are meant as answers. */
const CALM_MS = 1500;

export class SignInView {
  #isAsked = false;
  /** @type {ReturnType<typeof setTimeout>|undefined} */ #timer;
  /** @type {(() => void)|null} */ #then = null;

  /**
   * @param {HTMLDialogElement} dialog
   * @param {object} parts
   * @param {string} parts.address  of the sign-in page
   * @param {Session} parts.session
   * @param {() => void} parts.onIn the same person is signed in again
   * @param {() => number} parts.keyAt when a key was last pressed
   */
  constructor(dialog, { address, session, onIn, keyAt }) {
    this.dialog = dialog;
    this.address = address;
    this.session = session;
    this.onIn = onIn;
    this.keyAt = keyAt;
    this.form = /** @type {HTMLFormElement} */ (find(dialog, "form[data-sign-in-form]"));
    this.name = /** @type {HTMLInputElement} */ (find(dialog, "[name=login]"));
    this.password = /** @type {HTMLInputElement} */ (find(dialog, "[name=password]"));
    this.button = /** @type {HTMLButtonElement} */ (find(this.form, "[type=submit]"));
    this.message = find(dialog, "[data-sign-in-message]");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  /** Opens by itself once the typing has paused, once for each time it is needed. @param {boolean} isNeeded */
  attend(isNeeded) {
    if (!isNeeded) {
      clearTimeout(this.#timer);
      if (this.#isAsked && this.dialog.open && !this.#then) this.#finish();
      this.#isAsked = false;
    } else if (!this.#isAsked) {
      this.#isAsked = true;
      this.#timer = setTimeout(() => this.#wait(), CALM_MS);
    }
  }

  #wait() {
    const left = CALM_MS - (performance.now() - this.keyAt());
    if (left > 0) this.#timer = setTimeout(() => this.#wait(), left);
    else if (!document.querySelector("dialog[open]")) this.open();
  }

  /** @param {() => void} then what was to be done, once signed in */
  ask(then) {
    this.#then = then;
    this.open();
  }

  open() {
    if (this.dialog.open) return;
    write(this.message, "");
    this.password.value = "";
    this.dialog.showModal();
    this.password.focus();
  }

  #finish() {
    const then = this.#then;
    this.#then = null;
    this.password.value = "";
    this.dialog.close();
    then?.();
  }

  async #send() {
    this.button.disabled = true;
    write(this.message, word("signingIn"));
    const said = await this.#signIn();
    this.button.disabled = false;
    const who = await this.session.renew();
    if (who === "same") {
      this.#finish();
      return this.onIn();
    }
    if (who === "other") write(this.message, word("otherPerson"));
    else if (who === "unreachable") write(this.message, word("notReached"));
    else write(this.message, said || word("signInElsewhere"));
    this.password.select();
  }

  /** @returns {Promise<string>} why not, in the sign-in page's words; "" when it does not say */
  async #signIn() {
    try {
      const form = (await this.#page(this.address)).querySelector("form input[name=password]")?.closest("form");
      const token = /** @type {HTMLInputElement|null|undefined} */ (form?.querySelector("[name=csrfmiddlewaretoken]"));
      if (!token) return "";
      const body = new URLSearchParams({
        csrfmiddlewaretoken: token.value,
        login: this.name.value,
        password: this.password.value,
      });
      // On success it leads elsewhere, which is of no use here.
      const page = await this.#page(this.address, { method: "POST", body, redirect: "manual" });
      const errors = [...page.querySelectorAll(".errorlist li, .field__errors li")];
      return errors.map((error) => error.textContent?.trim()).join(" ");
    } catch {
      return "";
    }
  }

  /** @param {string} address @param {RequestInit} [options] */
  async #page(address, options) {
    const response = await fetch(address, { credentials: "same-origin", cache: "no-store", ...options });
    return new DOMParser().parseFromString(await response.text(), "text/html");
  }
}
