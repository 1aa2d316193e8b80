"""Pages in a browser, with what their console complained of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from playwright.sync_api import Browser, Page, Response

Scheme = Literal["light", "dark"]

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # Off unless it is asked for: 2.5.8
    "rules": {"target-size": {"enabled": True}},
}
"""What axe checks."""

_WATCH = """
window.seen = { shifts: [], refused: [] };
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) {
    if (one.hadRecentInput) continue;
    const moved = one.sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? "").slice(0, 120));
    window.seen.shifts.push(`${one.value.toFixed(5)}: ${moved.join(" | ")}`);
  }
}).observe({ type: "layout-shift", buffered: true });
document.addEventListener("securitypolicyviolation", (refused) => {
  window.seen.refused.push(`${refused.violatedDirective} ${refused.blockedURI} ${refused.sample}`);
});
"""


@dataclass(frozen=True, slots=True)
class Window:
    """A window in which pages are opened one after another, and what came with the last of them."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    """What the console complained of."""
    answers: list[Response] = field(default_factory=list)
    """What was asked for and came."""

    def open(self, url: str) -> Page:
        """Open a page, with nothing left of the one before."""
        self.page.goto("about:blank")
        self.complaints.clear()
        self.answers.clear()
        self.page.goto(url, wait_until="load")
        return self.page

    def seen(self) -> dict[str, list[str]]:
        """What moved by itself (`shifts`), and what the Content-Security-Policy refused (`refused`)."""
        found: dict[str, list[str]] = self.page.evaluate("window.seen")
        return found


Windows = Callable[..., Window]
"""A window by width and what else `Browser.new_context` may be told; the same one for the same wishes."""


def watched(page: Page) -> Window:
    """A page whose console and traffic are noted."""
    window = Window(page)
    page.on("console", lambda said: window.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: window.complaints.append(str(error)))
    page.on("response", lambda answer: window.answers.append(answer))  # noqa: PLW0108  # Playwright marks what it calls
    return window


def new_window(browser: Browser, width: int, height: int = 900, **wishes: Any) -> Window:
    """A window of its own, with nothing in its cache."""
    context = browser.new_context(viewport={"width": width, "height": height}, **{"reduced_motion": "reduce", **wishes})
    if wishes.get("java_script_enabled", True):
        context.add_init_script(_WATCH)
    return watched(context.new_page())


def opened(browser: Browser, url: str, width: int, *, scripts: bool = True) -> tuple[Page, list[str]]:
    """A page in a window of its own, and what its console complained of."""
    window = watched(
        browser.new_page(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            reduced_motion="reduce",  # colours that fade in have no contrast yet
        )
    )
    window.page.goto(url, wait_until="load")
    return window.page, window.complaints
