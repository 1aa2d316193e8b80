"""Pages in a browser, with what their console complained of."""

from playwright.sync_api import Browser, Page

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
"""What axe checks."""


def opened(browser: Browser, url: str, width: int, *, scripts: bool = True) -> tuple[Page, list[str]]:
    """A page in a window of its own, and what its console complained of."""
    page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(url, wait_until="load")
    return page, complaints
