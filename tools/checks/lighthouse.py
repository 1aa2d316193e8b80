"""Lighthouse's four marks for the pages that matter most: a table, and a failure where one is under 100.

    python -m checks.lighthouse [--tries 3] [--only accessibility,best-practices,seo] [/path/ …]

The site is built for the address where it is served, since a canonical address elsewhere costs marks. How fast a page
is depends on what else the machine does, so a page has a few tries and its best marks count.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from checks.host import hosted

ROOT = Path(__file__).parent.parent.parent
PROGRAM = Path(__file__).parent / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = (
    "/",
    "/regions/west-of-england/",
    "/events/community-event-2017/",
    "/stories/ask-the-porters/",
    "/search/",
    "/regions/",
)
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)


def main() -> int:
    """Builds, serves, measures, tells; 1 where a mark is under 100."""
    asked = _arguments()
    categories = tuple(asked.only.split(",")) if asked.only else CATEGORIES
    print(f"{'':34}" + "".join(f"{one:>16}" for one in categories))
    short: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "site"
        folder.mkdir()
        with hosted(folder) as address:
            _build(folder, address)
            for page in asked.pages or PAGES:
                marks, why = _best_of(asked.tries, address + page, categories, Path(scratch))
                print(f"{page:34}" + "".join(f"{marks[one]:>16}" for one in categories), flush=True)
                short += [f"  {page} {line}" for line in why]
    print("\nUnder 100:\n" + "\n".join(short) if short else "\nAll are 100.")
    return 1 if short else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "pages", nargs="*", metavar="/path/", help="pages of the sample site; some of each kind without"
    )
    parser.add_argument("--tries", type=int, default=3, help="how often a page is measured at most")
    parser.add_argument("--only", default="", help=f"some of {','.join(CATEGORIES)}")
    return parser.parse_args()


def _build(folder: Path, address: str) -> None:
    command = [sys.executable, "-m", "qsite", "build", str(ROOT), "--url", address + "/", "--output", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)


def _best_of(tries: int, url: str, categories: tuple[str, ...], scratch: Path) -> tuple[dict[str, int], list[str]]:
    """A page's best marks by category, and what cost marks in the last try, where one stayed under 100."""
    best = dict.fromkeys(categories, 0)
    why: list[str] = []
    for _ in range(tries):
        report = _report(url, categories, scratch)
        marks = {one: round((report["categories"][one]["score"] or 0) * 100) for one in categories}
        best = {one: max(best[one], marks[one]) for one in categories}
        if min(best.values()) == 100:
            return best, []
        why = [f"{one} {mark}: {_costs(report, one)}" for one, mark in best.items() if mark < 100]
    return best, why


def _report(url: str, categories: tuple[str, ...], scratch: Path) -> dict[str, Any]:
    told = scratch / "report.json"
    command = [str(PROGRAM), url, "--quiet", "--output=json", f"--output-path={told}", f"--chrome-flags={FLAGS}"]
    command.append(f"--only-categories={','.join(categories)}")
    chromium = os.environ.get("QSITE_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    done = subprocess.run(
        command, env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"Lighthouse could not measure {url}:\n{done.stderr}")
    report: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    return report


def _costs(report: dict[str, Any], category: str) -> str:
    """The audits that cost marks."""
    parts = report["categories"][category]["auditRefs"]
    audits = [report["audits"][part["id"]] for part in parts if part["weight"]]
    poor = [one for one in audits if one["score"] is not None and one["score"] < 1]
    return "; ".join(f"{one['title']} ({one.get('displayValue') or one['score']})" for one in poor)


if __name__ == "__main__":
    sys.exit(main())
