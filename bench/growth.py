"""How qsite's time and memory grow with a site."""

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.corpus import corpus
from bench.measure import peak_memory, timed
from bench.results import Grown
from bench.tools import Tool


def at(size: int, tool: Tool, folder: Path, seed: int, tell: Callable[[str], None]) -> Grown:
    """Build a site of so many stories cold, then again unchanged, then cold once more to watch the memory."""
    site, report = folder / str(size), folder / "report.json"
    tell(f"writing {size:,} stories")
    tool.write(corpus(size, seed), site)
    command, environment = [*tool.command(site), "--report", str(report)], tool.environment(site)
    where = tool.folder or site
    cold = timed(command, where, environment).seconds
    stages = json.loads(report.read_text(encoding="utf-8"))["seconds"]
    tell(f"{size:,} stories, cold: {cold:.1f} s")
    unchanged = timed(command, where, environment).seconds
    tell(f"{size:,} stories, unchanged: {unchanged:.1f} s")
    for name in (tool.output, *tool.leftovers):
        shutil.rmtree(site / name, ignore_errors=True)
    memory = peak_memory(command, where, environment)
    shutil.rmtree(site)
    return Grown(size, round(cold, 2), round(unchanged, 2), memory, stages)


def table(measured: Sequence[Grown]) -> str:
    """Lay the figures out for reading; times per story in milliseconds."""
    head = f"{'stories':>9}{'cold s':>9}{'ms a story':>12}{'unchanged s':>13}{'ms a story':>12}{'peak MB':>9}  stages of the cold build (s)"
    lines = [head]
    for one in measured:
        stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in one.stages.items())
        peak = f"{one.memory / 1e6:.0f}" if one.memory else ""
        lines.append(
            f"{one.stories:>9,}{one.seconds:>9.1f}{one.seconds / one.stories * 1000:>12.3f}"
            f"{one.unchanged_seconds:>13.1f}{one.unchanged_seconds / one.stories * 1000:>12.3f}{peak:>9}  {stages}"
        )
    return "\n".join(lines)
