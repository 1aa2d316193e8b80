"""What is measured in a page, as scripts that give a list of faults."""

SIDEWAYS = """() => {
  const root = document.documentElement;
  return root.scrollWidth > root.clientWidth ? [`${root.scrollWidth} px in ${root.clientWidth} px`] : [];
}"""
"""1.4.10: nobody has to scroll sideways."""

_TEXTS = """
  const name = (element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`;
  const outers = function* (element) {
    for (let outer = element; outer && outer !== document.body; outer = outer.parentElement) yield outer;
  };
  // What is only for the ear, drawn, or waits for the focus above the page; and the rest of a teaser that ends with "…".
  const apart = (element) =>
    element.closest("[aria-hidden=true], svg, .skip") ||
    [...outers(element)].some((outer) => getComputedStyle(outer).clipPath === "inset(50%)");
  const beyond = (element, box) =>
    [...outers(element)].some(
      (outer) =>
        getComputedStyle(outer).webkitLineClamp !== "none" && box.bottom > outer.getBoundingClientRect().bottom + 4,
    );
  const block = (element) => {
    while (getComputedStyle(element).display.startsWith("inline") && element.parentElement) element = element.parentElement;
    return element;
  };
  function* texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node; (node = walker.nextNode()); ) {
      const element = node.parentElement;
      if (!node.data.trim() || apart(element)) continue;
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (box.width > 1 && box.height > 1 && !beyond(element, box)) yield { box, element, words: node.data.trim().slice(0, 40) };
      }
    }
  }
"""

CUT_OFF = (
    """() => {"""
    + _TEXTS
    + """
  const faults = new Set();
  for (const { box, element, words } of texts()) {
    let scrolls = false;
    for (const outer of outers(element)) {
      const { overflowX, overflowY, display } = getComputedStyle(outer);
      if (display.startsWith("inline")) continue;
      if (/auto|scroll/.test(overflowX)) { scrolls = true; break; }
      const hull = outer.getBoundingClientRect();
      const beside = /hidden|clip/.test(overflowX) && (box.right > hull.right + 2 || box.left < hull.left - 2);
      const below = /hidden|clip/.test(overflowY) && (box.bottom > hull.bottom + 4 || box.top < hull.top - 4);
      if (beside || below) faults.add(`"${words}" is cut off by ${name(outer)}`);
    }
    if (!scrolls && (box.right > innerWidth + 1 || box.left < -1)) faults.add(`"${words}" is beyond the window`);
  }
  return [...faults];
}"""
)
"""Text that is cut off, by what is around it or by the window."""

OVERLAPPING = (
    """() => {"""
    + _TEXTS
    + """
  const faults = new Set();
  const all = [...texts()].sort((one, other) => one.box.top - other.box.top);
  all.forEach((one, index) => {
    for (let next = index + 1; next < all.length && all[next].box.top < one.box.bottom; next++) {
      const other = all[next];
      if (block(one.element) === block(other.element)) continue;
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      if (wide > 2 && high > 0.25 * Math.min(one.box.height, other.box.height)) {
        faults.add(`"${one.words}" and "${other.words}"`);
      }
    }
  });
  return [...faults];
}"""
)
"""Texts that lie on each other."""

SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }
  `);
  document.adoptedStyleSheets = [sheet];
}"""
"""Spaces text as 1.4.12 says that a reader may."""

FOCUS = """() => {
  for (const more of document.querySelectorAll("main details")) more.open = true;
  const rest = "a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex]";
  const all = [...document.querySelectorAll(rest)].filter(
    (one) => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }),
  );
  const around = (one) => {
    const found = [one, ...one.querySelectorAll("*")];
    for (let outer = one.parentElement; outer && outer.localName !== "main" && found.length < 40; outer = outer.parentElement) {
      found.push(outer);
    }
    return found;
  };
  const rings = (one) =>
    around(one).flatMap((part) =>
      [null, "::before", "::after"].map((pseudo) => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, stroke, strokeWidth } = getComputedStyle(part, pseudo);
        const outlined = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/^rgba.*, 0\\)$/.test(outlineColor);
        return `${outlined && outlineColor + outlineWidth} ${boxShadow} ${part.ownerSVGElement ? stroke + strokeWidth : ""}`;
      }),
    );
  const hidden = (one) => {
    const boxes = [...one.getClientRects()];
    return !boxes.some((box) =>
      [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].some(([x, y]) => {
        const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
        return hit && (one.contains(hit) || hit.contains(one) || hit.closest("label")?.control === one);
      }),
    );
  };
  const faults = new Set();
  const told = (one) => one.outerHTML.replace(/\\s+/g, " ").slice(0, 100);
  for (const one of all) {
    document.activeElement?.blur();
    const before = rings(one);
    one.focus();
    if (document.activeElement !== one) faults.add(`takes no focus: ${told(one)}`);
    else if (!rings(one).some((ring, part) => ring !== before[part])) faults.add(`shows no focus: ${told(one)}`);
    if (hidden(one)) faults.add(`is hidden on the way down: ${told(one)}`);
  }
  for (const one of all.reverse()) {
    one.focus();
    if (hidden(one)) faults.add(`is hidden on the way up: ${told(one)}`);
  }
  return [...faults];
}"""
"""2.4.7 and 2.4.11: what has the focus shows it, and nothing lies over it, in either direction."""

LEADING = """() => [...new Set([...document.querySelectorAll("main a[href]")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .map((one) => one.href))]"""
"""Where the links lead that can be seen in a page's own part."""

IDLE = """() => {
  const seen = (one) => one.checkVisibility({ visibilityProperty: true });
  const told = (one) => one.outerHTML.replace(/\\s+/g, " ").slice(0, 100);
  const works = (one) => one.matches("[popovertarget], [commandfor]") || (one.form?.hasAttribute("action") ?? false);
  const controls = [...document.querySelectorAll("button, input, select, textarea")].filter((one) => seen(one) && !works(one));
  const links = [...document.querySelectorAll("a")].filter((one) => {
    const to = one.getAttribute("href");
    if (to === null || !seen(one)) return false;
    if (to === "#" || to.startsWith("javascript:")) return true;
    return to.startsWith("#") && !document.getElementById(decodeURIComponent(to.slice(1)));
  });
  return [...controls, ...links].map(told);
}"""
"""Without scripts: what can be seen and does nothing."""

STUCK = """() => [...document.querySelectorAll("body *")]
  .filter((one) => ["sticky", "fixed"].includes(getComputedStyle(one).position) && one.checkVisibility())
  .map((one) => one.getBoundingClientRect())
  .filter((box) => box.top <= 0 && box.bottom > 0 && box.width > innerWidth / 2 && scrollY > 0)
  .reduce((sum, box) => sum + Math.min(box.bottom, innerHeight), 0) / innerHeight"""
"""How much of a window that was scrolled is covered by what stays: from 0 to 1."""
