"""What a good build says, in words."""

from collections.abc import Iterator
from pathlib import Path

from qsite.build.request import Outcome
from qsite.cli.excerpt import harmless
from qsite.site.event_dates import repeat_lines
from qsite.words import date_words, machine_time, moment_words, plural, time_words


def told(outcome: Outcome, target: Path, seconds: float, *, verbose: bool) -> str:
    """Write how many pages were built for when, when the site next changes, and where to look."""
    lines = [_built(outcome, seconds), _next_change(outcome), *_remembered(outcome)]
    if verbose:
        lines += _details(outcome)
    return "\n".join([*lines, f"Look at {harmless(str(target / 'index.html'))}"])


def _built(outcome: Outcome, seconds: float) -> str:
    when = f" for {date_words(outcome.now)}, {time_words(outcome.now)}" if outcome.now else ""
    new, gone = len(outcome.written), len(outcome.deleted)
    numbers = f"{new:,} written, {outcome.unchanged:,} unchanged, {gone:,} removed"
    return f"Built {plural(outcome.pages, 'page', 'pages')}{when}: {numbers}, in {seconds:.1f} s"


def _next_change(outcome: Outcome) -> str:
    if outcome.next_change is None:
        return "The site does not change by itself any more."
    moment = outcome.next_change
    when = f"{moment_words(moment)} ({machine_time(moment)})"
    return f"The site next changes by itself on {when}; build it again then."


def _remembered(outcome: Outcome) -> Iterator[str]:
    added = outcome.remembering.added
    if added:
        entries = plural(added, "new calendar entry", "new calendar entries")
        yield f"Remembered {entries} in content/calendar.lock: commit it with your change."
    elif outcome.remembering.changed:
        yield "Brought content/calendar.lock up to date: commit it with your change."


def _details(outcome: Outcome) -> Iterator[str]:
    yield from (f"  {harmless(one.address)}: {one.reason}" for one in outcome.made)
    yield from (f"  written {harmless(path)}" for path in outcome.written)
    yield from (f"  removed {harmless(path)}" for path in outcome.deleted)
    if outcome.planned:
        yield from (f"  {harmless(line)}" for line in repeat_lines(outcome.planned.site))
    yield f"  {plural(outcome.rendered, 'page', 'pages')} rendered"
    yield from (f"  {stage} {seconds:.2f} s" for stage, seconds in outcome.seconds.items())


def profiled(outcome: Outcome) -> str:
    """Write how long each stage took, and each template with its values (in all processes together)."""
    lines = [f"  {seconds:8.3f} s  {stage}" for stage, seconds in outcome.seconds.items()]
    spent: dict[str, tuple[float, int]] = {}
    for one in outcome.made:
        seconds, count = spent.get(one.template, (0.0, 0))
        spent[one.template] = seconds + one.seconds, count + 1
    ordered = sorted(spent.items(), key=lambda item: (-item[1][0], item[0]))
    lines += [f"  {seconds:8.3f} s  {name}, {plural(n, 'page', 'pages')}" for name, (seconds, n) in ordered]
    return "\n".join(lines)
