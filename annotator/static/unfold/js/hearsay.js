// What unfold's templates name in their Alpine expressions, given to Alpine by name.
//
// Alpine's CSP build evaluates expressions without eval and looks no name up in `window`, so that
// unfold's own functions (app.js) and the two browser objects its templates use are provided here,
// in the scope of <html>, from which every other scope inherits.

(function () {
  const KEY = "hearsay-theme"; // shared with the site: annotator/js/theme.js

  /** @returns {"auto" | "light" | "dark"} */
  function chosenTheme() {
    try {
      const chosen = localStorage.getItem(KEY);
      return chosen === "light" || chosen === "dark" ? chosen : "auto";
    } catch {
      return "auto";
    }
  }

  function keepTheme(chosen) {
    try {
      if (chosen === "auto") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, chosen);
    } catch {
      // Not kept, but in force until the page is left.
    }
  }

  // The part of `window` that unfold's templates read, and the one thing they set.
  const page = {
    location: {
      get pathname() {
        return window.location.pathname;
      },
      get search() {
        return window.location.search;
      },
      get hash() {
        return window.location.hash;
      },
      get href() {
        return window.location.href;
      },
      set href(address) {
        window.location.href = address;
      },
    },
  };

  document.addEventListener("alpine:init", () => {
    Alpine.data("theme", () => {
      const unfolds = theme();
      return {
        ...unfolds,
        adminTheme: chosenTheme(),
        window: page,
        sortRecords: (event) => sortRecords(event),
        moveRecords: (event) => moveRecords(event),
        init() {
          unfolds.init.call(this);
          this.$watch("adminTheme", keepTheme);
        },
      };
    });
    Alpine.data("frame", (tab) => ({
      activeTab: tab ? getCurrentTab() || tab : "",
      sidebarMobileOpen: false,
      sidebarDesktopOpen: localStorage.getItem("sidebarDesktopOpen") !== "0",
      init() {
        this.$watch("sidebarDesktopOpen", (isOpen) => {
          localStorage.setItem("sidebarDesktopOpen", isOpen ? "1" : "0");
        });
      },
    }));
    Alpine.data("searchForm", searchForm);
    Alpine.data("searchCommand", () => ({
      ...searchCommand(),
      // A plain Enter opens the entry; with Ctrl or Meta another handler opens it in a new tab.
      enter(event, addHistory) {
        if (!event.metaKey && !event.ctrlKey && this.items?.[this.currentIndex - 1]) {
          this.selectItem(addHistory, false);
        }
      },
    }));
  });

  // SimpleBar calls every region that scrolls "scrollable content": say which one it is.
  document.addEventListener("DOMContentLoaded", () => {
    for (const [number, region] of document.querySelectorAll("[data-simplebar]").entries()) {
      const name =
        region.id === "nav-sidebar-apps"
          ? "Navigation"
          : region.closest("#changelist-filter")
            ? "Filters"
            : region.closest("fieldset")?.querySelector("h2")?.textContent.trim();
      region.dataset.simplebarAriaLabel = name || `Part ${number + 1}`;
    }
  });

  // Select2 hides the <select> that the label belongs to, and leaves its own control without one.
  function nameSelects() {
    for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
      const label = select.labels[0];
      const control = select.nextElementSibling?.querySelector("[role=combobox]");
      if (!label || !control) continue;
      label.id ||= `${select.id}-label`;
      for (const part of [control, ...control.querySelectorAll("[role=textbox]")]) {
        part.setAttribute("aria-labelledby", label.id);
      }
    }
  }
  window.addEventListener("load", () => {
    nameSelects();
    // Also those of rows that are added later.
    new MutationObserver(nameSelects).observe(document.body, { childList: true, subtree: true });
  });
})();
