"""Pictures of every kind of page, to look at: wide and narrow, light and dark, and on paper.

Of each kind (the class on a page's body) the lightest and the heaviest page are taken, so that one event and five
hundred are both seen. Run it as ``python -m tools.screenshots``; it needs Chromium.
"""

import argparse
import functools
import http.server
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
PAPER = 680
"""The width of A4 without its margins, in CSS pixels."""
LONGEST = 6000
"""What is below is cut off: a long list goes on as it began."""

_KIND = re.compile(rb'<body class="page page--([a-z0-9-]+)')


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""

    def end_headers(self) -> None:
        """As a careful host serves it."""
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def chosen(output: Path, kinds: set[str]) -> dict[str, str]:
    """The pages to look at: an address for each name. Of some kinds alone, where any are named."""
    found: dict[str, list[tuple[int, str]]] = {}
    for file in sorted(output.rglob("*.html")):
        data = file.read_bytes()
        if (match := _KIND.search(data)) and match[1] != b"redirect":  # which leads on at once
            address = file.relative_to(output).as_posix().removesuffix("index.html")
            found.setdefault(match[1].decode(), []).append((len(data), address))
    pages = {}
    for kind, sized in sorted(found.items()):
        if not kinds or kind in kinds:
            pages[kind] = max(sized)[1]
            if len(sized) > 1:
                pages[f"{kind}-small"] = min(sized)[1]
    return pages


def shoot(page: Page, file: Path) -> None:
    """A picture of a whole page, with those of its pictures that wait to be scrolled to."""
    page.evaluate(
        """async () => {
            const pictures = [...document.images];
            for (const one of pictures) one.loading = "eager";
            await Promise.all(pictures.map((one) => one.decode().catch(() => {})));
        }"""
    )
    height = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST)
    width = page.viewport_size["width"] if page.viewport_size else PAPER
    page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})


def look(browser: Browser, base: str, pages: dict[str, str], folder: Path) -> Iterator[Path]:
    """Take all pictures; give each file as it is written."""
    for scheme in SCHEMES:
        for width in WIDTHS:
            context = browser.new_context(
                viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
            )
            page = context.new_page()
            for name, address in pages.items():
                page.goto(f"{base}/{address}")
                shoot(page, file := folder / f"{name}-{width}-{scheme}.png")
                yield file
            context.close()
    context = browser.new_context(viewport={"width": PAPER, "height": 962})
    page = context.new_page()
    for name, address in pages.items():
        page.goto(f"{base}/{address}")
        page.emulate_media(media="print")
        shoot(page, folder / f"{name}-print.png")
        page.pdf(path=(file := folder / f"{name}-print.pdf"), format="A4", prefer_css_page_size=True)
        yield file
    context.close()


def main() -> None:
    """Build a site aside and take its pictures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("kinds", nargs="*", help="kinds of pages, such as home or event; all where none is named")
    arguments.add_argument("--site", type=Path, default=Path(), help="the site's folder")
    arguments.add_argument("--folder", type=Path, default=Path("screenshots"), help="where the pictures go")
    asked = arguments.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as aside, sync_playwright() as playwright:
        output = Path(aside) / "output"
        command = [sys.executable, "-m", "qsite", "build", str(asked.site), "--output", str(output)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        named = os.environ.get("QSITE_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(
            executable_path=named if Path(named).exists() else None,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        with served(output) as base:
            pages = chosen(output, set(asked.kinds))
            if missing := set(asked.kinds) - pages.keys():
                known = sorted(one for one in chosen(output, set()) if not one.endswith("-small"))
                sys.exit(f"there are no pages of the kind {', '.join(sorted(missing))}; there are {', '.join(known)}")
            for file in look(browser, base, pages, asked.folder):
                print(file)
        browser.close()


if __name__ == "__main__":
    main()
