"""What calendars cost: 5,000 events in 30 regions, each entry written once or anew for every calendar that has it.

``python -m bench.calendars`` prints processor seconds, of one process. docs/decisions.md quotes them.
"""

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import icalendar

from qsite.build.build import build
from qsite.build.request import Request
from qsite.pages.addresses import addresses
from qsite.pages.calendars import calendar_pages
from qsite.pages.cards import SiteView
from qsite.pages.offer import Desk
from qsite.pages.page import Page
from qsite.pages.vevent import event_entries
from qsite.problem import Problem
from qsite.render.render import Renderer, renderer
from qsite.site.site import Site
from qsite.theme.theme import Theme

CLOCK = datetime(2018, 6, 1, 9, tzinfo=UTC)
FIRST = datetime(2017, 7, 1, 10)  # noqa: DTZ001 (on each event's own clock)
REGIONS, PROGRAMMES, DAYS = 30, 8, 700
WORDS = ("tea", "soil", "ward", "clinic", "seed", "team", "chart", "open", "hour", "network", "garden", "shed", "coach")
SITE, EVENT = "/events/calendar.ics", "/event.ics"


def event(number: int, lot: Random) -> dict[str, Any]:
    """An event as an editor might write it: three in twenty repeat, one in twenty has sessions, one in ten is all-day."""
    start = FIRST + timedelta(days=lot.randrange(DAYS), minutes=30 * lot.randrange(20))
    made: dict[str, Any] = {
        "id": f"event-{number}",
        "title": f"{' '.join(lot.choices(WORDS, k=4)).capitalize()} {number}",
        "start": f"{start:%Y-%m-%d %H:%M}",
        "duration": lot.choice(["1h", "90m", "3h"]),
        "kind": lot.choice(["workshop", "masterclass", "network-session"]),
        "venue": {"name": "The old library", "address": f"{number} High Street", "postcode": "BA1 1AA"},
        "summary": f"{' '.join(lot.choices(WORDS, k=12)).capitalize()}.",
        "description": "\n\n".join(f"{' '.join(lot.choices(WORDS, k=40)).capitalize()}." for _ in range(3)),
        "programme": f"programme-{lot.randrange(PROGRAMMES)}",
        "updated": f"{start - timedelta(days=60):%Y-%m-%d}",
        "tags": lot.sample(WORDS, 2),
    }
    match lot.randrange(20):
        case 0 | 1 | 2:
            made["repeat"] = {"every": "week", "count": 10}
        case 3:
            del made["start"]
            made["sessions"] = [{"start": f"{start + timedelta(days=7 * week):%Y-%m-%d %H:%M}"} for week in range(4)]
        case 4 | 5:
            made |= {"start": f"{start:%Y-%m-%d}", "duration": "2d"}
        case 6:
            made["timezone"] = "America/New_York"
        case _:
            pass
    return made


def write_site(folder: Path, events: int) -> None:
    """A site whose first region is nationwide and has a tenth of the events; every fifth event is in two regions."""
    lot = Random(3)
    listed: dict[int, list[dict[str, Any]]] = {number: [] for number in range(REGIONS)}
    for number in range(events):
        home = 0 if number % 10 == 0 else 1 + lot.randrange(REGIONS - 1)
        made = event(number, lot)
        if number % 5 == 1:
            made["regions"] = [f"region-{1 + lot.randrange(REGIONS - 1)}"]
        listed[home].append(made)
    _put(folder / "site.yaml", "title: Our community\nurl: https://example.org/\n")
    for number, its in listed.items():
        wide = "nationwide: true\n" if number == 0 else ""
        _put(folder / f"content/regions/region-{number}.md", f"---\nname: Region {number}\n{wide}---\n")
        _put(folder / f"content/events/region-{number}.yaml", json.dumps(its))
    for number in range(PROGRAMMES):
        _put(folder / f"content/programmes/programme-{number}.md", f"---\nname: Programme {number}\n---\n")


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


class Spent:
    """The processor's time that a block takes, in seconds; of several rounds the least."""

    def __init__(self) -> None:
        self.seconds = float("inf")

    def __enter__(self) -> None:
        self.start = time.process_time()

    def __exit__(self, *_: object) -> None:
        self.seconds = min(self.seconds, time.process_time() - self.start)


def desk_of(site: Site, theme: Theme) -> Desk:
    """Where calendars are made; nothing else is asked of it."""
    settings = site.settings
    return Desk(addresses(site), theme, SiteView(settings.title, settings.url, settings.base, settings.language), {})


def made_anew(desk: Desk, render: Renderer) -> tuple[float, dict[str, bytes]]:
    """All calendars, each from a plan that has made no entry yet; and the seconds of one plan and of all rendering."""
    spent, total = Spent(), 0.0
    with spent:
        pages = list(calendar_pages(desk))
    total += spent.seconds
    made: dict[str, bytes] = {}
    for number, page in enumerate(pages):
        many = not page.address.startswith("/events/") or page.address == SITE
        fresh = next(islice(calendar_pages(desk), number, None)) if many else page
        spent = Spent()
        with spent:
            made[page.address] = written(fresh, render)
        total += spent.seconds
    return total, made


def written(page: Page, render: Renderer) -> bytes:
    """A page's bytes."""
    made = render(page)
    if isinstance(made, Problem):
        raise TypeError(made)
    return made


def entries_in(made: Mapping[str, bytes], ending: str = "") -> int:
    """How many entries some calendars hold."""
    return sum(text.count(b"BEGIN:VEVENT") for address, text in made.items() if address.endswith(ending))


def report(folder: Path, rounds: int) -> Iterator[str]:
    """What is measured, a line each."""
    whole, once, anew, ours, library = Spent(), Spent(), Spent(), Spent(), Spent()
    request = Request(site=folder, output=folder / "output", clock=CLOCK, cached=False)
    for _ in range(2):  # the first also makes what is made once in a process
        shutil.rmtree(request.output, ignore_errors=True)
        with whole:
            outcome = build(request)
    if outcome.planned is None or not outcome.published:
        raise ValueError(outcome.problems)
    desk, render = desk_of(outcome.planned.site, outcome.planned.theme), renderer(outcome.planned.theme)
    for _ in range(rounds):
        with once:
            made = {str(page.address): written(page, render) for page in calendar_pages(desk)}
        spent, again = made_anew(desk, render)
        anew.seconds = min(anew.seconds, spent)
        if made != again:
            raise ValueError
        with ours:
            entries = [event_entries(one, desk) for one in desk.site.events]
        own = [icalendar.Calendar.from_ical(text) for address, text in made.items() if address.endswith(EVENT)]
        parsed = [part for calendar in own for part in calendar.walk("VEVENT")]
        with library:
            for part in parsed:
                part.to_ical()
    yield f"{len(entries):,} events in {REGIONS} regions: {len(made):,} calendars, {outcome.pages:,} pages in all"
    yield f"{entries_in(made, EVENT):,} entries, which stand {entries_in(made):,} times; processor seconds, one process:"
    yield f"  the whole build               {whole.seconds:6.2f}"
    yield f"  calendars, entries made once  {once.seconds:6.2f}  {once.seconds / whole.seconds:.1%} of the build"
    yield f"  calendars, entries made anew  {anew.seconds:6.2f}  {anew.seconds / once.seconds:.1f} times as much"
    yield f"  all entries, from event to text {ours.seconds:4.2f}"
    yield f"  the same entries, icalendar's   {library.seconds:4.2f}  {library.seconds / ours.seconds:.1f} times as much"


def main() -> None:
    """Measures, and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        write_site(Path(name), chosen.events)
        for line in report(Path(name), chosen.rounds):
            print(line)


if __name__ == "__main__":
    main()
