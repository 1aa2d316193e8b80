"""``python -m bench.chart RESULTS.json``: the results as bars, in an SVG that reads well on light and on dark."""

import json
import sys
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from statistics import median

from bench import scenarios
from bench.results import Measured, Results

WIDTH, LEFT, RIGHT, BAR, GAP, TITLE = 760, 130, 190, 20, 8, 34

STYLE = """
  :root { --text: #1d2433; --soft: #5b6475; --paper: #ffffff; --own: #0b6e6e; --other: #9aa5b8; }
  @media (prefers-color-scheme: dark) {
    :root { --text: #e8ecf4; --soft: #a7b0c2; --paper: #12161f; --own: #4fc3c3; --other: #5d6880; }
  }
  text { font: 14px system-ui, sans-serif; fill: var(--text) }
  .title { font-weight: 600 } .soft { fill: var(--soft); font-size: 12px }
  .paper { fill: var(--paper) } .own { fill: var(--own) } .other { fill: var(--other) }
"""


def draw(results: Results) -> str:
    """Draw each scenario as a group of bars, the quickest first, to one scale a group."""
    groups = [group for name in scenarios.NAMES if (group := _group(results, name))]
    height, parts = TITLE + 24, []
    for group in groups:
        parts.append(_title(scenarios.NAMES[group[0].scenario], height + 16))
        height += TITLE
        parts += _bars(group, results, height)
        height += len(group) * (BAR + GAP) + GAP
    said = f"Seconds, medians of {results.rounds}; {results.stories:,} stories, {results.events:,} events"
    where = f"{results.machine.cores} cores, {results.machine.processor}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height + 10}" role="img" aria-labelledby="chart-title">',
            f'<title id="chart-title">{escape(said)}</title>',
            f"<style>{STYLE}</style>",
            f'<rect class="paper" width="{WIDTH}" height="{height + 10}"/>',
            f'<text class="title" x="16" y="26">{escape(said)}</text>',
            f'<text class="soft" x="16" y="44">{escape(where)}</text>',
            *parts,
            "</svg>",
            "",
        ]
    )


def _group(results: Results, scenario: str) -> Sequence[Measured]:
    return sorted((one for one in results.measured if one.scenario == scenario), key=lambda one: median(one.seconds))


def _title(words: str, top: int) -> str:
    return f'<text class="title" x="16" y="{top + 6}">{escape(words)}</text>'


def _bars(group: Sequence[Measured], results: Results, top: int) -> Iterator[str]:
    longest = max(median(one.seconds) for one in group) or 1
    for number, one in enumerate(group):
        y, seconds = top + number * (BAR + GAP), median(one.seconds)
        width = max(2, round(seconds / longest * (WIDTH - LEFT - RIGHT)))
        kind = "own" if one.tool.startswith("qsite") else "other"
        yield f'<text x="{LEFT - 8}" y="{y + 15}" text-anchor="end">{escape(one.tool)}</text>'
        yield f'<rect class="{kind}" x="{LEFT}" y="{y}" width="{width}" height="{BAR}" rx="2"/>'
        yield f'<text x="{LEFT + width + 8}" y="{y + 15}">{_figures(one, results)}</text>'


def _figures(one: Measured, results: Results) -> str:
    seconds, base = median(one.seconds), results.find("hugo", one.scenario)
    ratio = f", {seconds / median(base.seconds):.2f} of Hugo" if base and one.tool != "hugo" else ""
    return f"{seconds:.2f} s{ratio}"


def main() -> None:
    """Draw a file of results to standard output."""
    read = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(draw(Results.from_json(read)), end="")


if __name__ == "__main__":
    main()
