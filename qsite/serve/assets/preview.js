// The preview in a browser: reloads where the page changed, stays where it was, swaps styles, renews the bar.
(() => {
  "use strict";
  const script = document.currentScript;
  const { page, version } = script.dataset;
  let { bar } = script.dataset;
  const host = document.querySelector("qsite-preview");
  const key = `qsite-preview:${location.pathname}`;

  function root() {
    if (!host.shadowRoot) {
      // a browser that does not read shadow roots from HTML
      host.attachShadow({ mode: "open" }).append(host.querySelector("template").content);
    }
    return host.shadowRoot;
  }

  function comeBack() {
    const kept = sessionStorage.getItem(key);
    if (kept === null) return;
    sessionStorage.removeItem(key);
    const [left, top] = JSON.parse(kept);
    const scroll = () => window.scrollTo({ left, top, behavior: "instant" });
    scroll();
    window.addEventListener("load", scroll, { once: true });
  }

  function reload() {
    sessionStorage.setItem(key, JSON.stringify([window.scrollX, window.scrollY]));
    location.reload();
  }

  function swap(styles) {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]:not([data-leaving])')) {
      const href = styles[new URL(link.href).pathname];
      if (!href || link.getAttribute("href") === href) continue;
      const next = link.cloneNode();
      next.href = href;
      link.dataset.leaving = "";
      next.addEventListener("load", () => link.remove(), { once: true });
      next.addEventListener("error", () => next.remove(), { once: true });
      link.after(next);
    }
  }

  async function renew(to) {
    const answer = await fetch(`/-/bar?page=${encodeURIComponent(page)}`);
    if (!answer.ok) return;
    bar = to;
    const open = root().querySelector("details")?.open;
    root().innerHTML = await answer.text();
    const details = root().querySelector("details");
    if (details && open) details.open = true;
  }

  let stream = null;
  function listen() {
    stream = new EventSource(`/-/events?page=${encodeURIComponent(page)}`);
    stream.addEventListener("message", (message) => {
      const state = JSON.parse(message.data);
      swap(state.styles);
      if (state.version !== version) reload();
      else if (state.bar !== bar) renew(state.bar);
    });
  }

  // A browser opens six connections to a host, so a page that nobody sees gives its own back.
  function listenWhereSeen() {
    if (document.hidden) {
      stream?.close();
      stream = null;
    } else if (stream === null) {
      listen();
    }
  }

  root().addEventListener("submit", () => {
    stream?.close(); // the answer is the page as it is then
    sessionStorage.setItem(key, JSON.stringify([window.scrollX, window.scrollY]));
  });
  comeBack();
  document.addEventListener("visibilitychange", listenWhereSeen);
  window.addEventListener("pagehide", () => stream?.close());
  window.addEventListener("pageshow", (event) => event.persisted && reload());
  listenWhereSeen();
})();
