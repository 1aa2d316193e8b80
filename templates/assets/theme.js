// Light or dark: the browser's preference, unless the reader chose otherwise on this device.
// Loaded with `async`, so that it holds up nothing; see docs/theme.md for what that costs.
(() => {
  "use strict";

  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const KEY = "theme";
  const store = (() => { try { return window.localStorage; } catch { return null; } })();
  const chosen = () => {
    const found = store?.getItem(KEY);
    return found === "dark" || found === "light" ? found : null;
  };
  const isDark = () => (chosen() ?? (dark.matches ? "dark" : "light")) === "dark";

  function show() {
    if (chosen()) root.dataset.theme = chosen();
    else delete root.dataset.theme;
    document.querySelector("[data-theme-switch]")?.setAttribute("aria-pressed", String(isDark()));
  }

  function ready() {
    const button = document.querySelector("[data-theme-switch]");
    if (!button || !store) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const wanted = isDark() ? "light" : "dark";
      // What the browser prefers anyway need not be remembered: a reader who goes back to it follows it again.
      if ((wanted === "dark") === dark.matches) store.removeItem(KEY);
      else store.setItem(KEY, wanted);
      show();
    });
    show();
  }

  show();
  dark.addEventListener("change", show);
  addEventListener("storage", show);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
  else ready();
})();
