// Loads what searches once somebody begins to, or comes with a question; before that the page weighs as any other.
// Until it is there, the form leads to this page with the question in its address.
(() => {
  "use strict";

  const form = document.querySelector("form[data-search]");
  const load = () => import(form.dataset.script).catch(() => {});
  if (location.search) load();
  else form.addEventListener("focusin", load, { once: true });
})();
