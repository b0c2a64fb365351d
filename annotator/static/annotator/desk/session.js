// Whether the person is still signed in, and the token that the server wants with each write.

/** @param {Document} page @param {string} name */
function meta(page, name) {
  return /** @type {HTMLMetaElement|null} */ (page.querySelector(`meta[name="${name}"]`))?.content ?? "";
}

/** @param {Document} page */
export function openSession(page) {
  const person = meta(page, "hearsay-person");
  let token = meta(page, "csrf-token");

  return {
    get token() {
      return token;
    },

    /**
     * Ask for this page again: the token changes with every sign-in.
     * @returns {Promise<"same"|"other"|"out"|"unreachable">}
     */
    async renew() {
      let text;
      try {
        const response = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
        if (!response.ok) return response.status < 500 && response.status !== 429 ? "out" : "unreachable";
        text = await response.text();
      } catch {
        return "unreachable";
      }
      const fresh = new DOMParser().parseFromString(text, "text/html");
      const now = meta(fresh, "hearsay-person");
      if (!now) return "out";
      if (now !== person) return "other";
      token = meta(fresh, "csrf-token");
      return "same";
    },
  };
}

/** @typedef {ReturnType<typeof openSession>} Session */
