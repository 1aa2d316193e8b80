// Plays a video in the page once the reader asks for it, and asks nobody for anything before. Where a page's policy
// lets no player in (Content-Security-Policy: frame-src, media-src), the link is followed instead.
(() => {
  "use strict";

  const frame = (source, title) => Object.assign(document.createElement("iframe"), {
    title,
    allow: "autoplay; encrypted-media; fullscreen; picture-in-picture",
    allowFullscreen: true,
    referrerPolicy: "strict-origin-when-cross-origin",
    src: source,
  });

  function film({ source, type, captions, title }) {
    const made = Object.assign(document.createElement("video"), { controls: true, preload: "none", playsInline: true });
    made.setAttribute("aria-label", title);
    made.append(Object.assign(document.createElement("source"), { src: source, type }));
    if (captions) {
      made.append(Object.assign(document.createElement("track"), { kind: "captions", label: "Captions", src: captions, default: true }));
    }
    return made;
  }

  function play(link) {
    const { player, source, title } = link.dataset;
    const isFrame = player === "frame";
    const made = isFrame ? frame(source, title) : film(link.dataset);
    if (isFrame) made.sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation allow-forms";

    document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
      if (blockedURI.startsWith(new URL(source, location).origin)) location.assign(link.href);
    });
    const poster = link.querySelector(".video__media");
    const place = document.createElement("div");
    place.className = "video__media";
    place.append(made);
    poster?.remove();
    link.before(place);

    // The link stays below the player, and now leads to the video's own page.
    link.removeAttribute("role");
    link.removeAttribute("aria-describedby");
    link.removeEventListener("click", onClick);
    link.removeEventListener("keydown", onKey);
    made.tabIndex = 0;
    made.focus();
    if (!isFrame) made.play().catch(() => {});
  }

  function onClick(event) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    play(event.currentTarget);
  }

  function onKey(event) {
    if (event.key !== " ") return;
    event.preventDefault();
    play(event.currentTarget);
  }

  for (const link of document.querySelectorAll("a[data-player]")) {
    link.setAttribute("role", "button");
    if (document.getElementById("video-asks")) link.setAttribute("aria-describedby", "video-asks");
    link.addEventListener("click", onClick);
    link.addEventListener("keydown", onKey);
  }
})();
