"""``python -m bench.run``: measures qsite beside other generators on the same content, and its growth with a site."""

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench import chart, corpus, growth, pages, scenarios
from bench.corpus import Corpus
from bench.measure import Run, peak_memory, timed
from bench.results import Machine, Measured, Results
from bench.tools import TOOLS, Tool, ready

FEWEST_STORIES = 500


@dataclass
class Bench:
    """Sites on disk, one for each tool, and which of them are as their tool last built them."""

    site: Corpus
    folder: Path
    tools: Sequence[Tool]
    warm: set[str] = field(default_factory=set)

    def path(self, tool: Tool) -> Path:
        """Where a tool's site is."""
        return self.folder / tool.name

    @contextmanager
    def prepared(self, tool: Tool, scenario: str) -> Iterator[Path]:
        """A site as a scenario wants it: cold, or warm and edited. An edit is restored, and then is to be built."""
        path = self.path(tool)
        if scenario == "cold" or not tool.remembers:
            for name in (tool.output, *tool.leftovers):
                _remove(path / name)
        elif tool.name not in self.warm:
            _run(tool, path)
        edit = scenarios.EDITS[scenario](self.site, _form(tool)) if scenario in scenarios.EDITS else None
        with scenarios.edited(path, edit):
            yield path
        if edit is not None and not scenarios.shown(path / tool.output, edit):
            raise pages.IncompleteSiteError(f"{tool.name} does not show the edit “{scenario}”")
        if edit is None:
            self.warm.add(tool.name)
        else:
            self.warm.discard(tool.name)


def _form(tool: Tool) -> str:
    return "qsite" if tool.remembers else "hugo"


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _run(tool: Tool, path: Path) -> Run:
    return timed(tool.command(path), tool.folder or path, tool.environment(path))


def _peak(tool: Tool, path: Path) -> int | None:
    return peak_memory(tool.command(path), tool.folder or path, tool.environment(path))


def write_sites(bench: Bench) -> None:
    """Write every tool's site anew."""
    for tool in bench.tools:
        tell(f"writing {len(bench.site.stories):,} stories for {tool.name}")
        tool.write(bench.site, bench.path(tool))


def measure(bench: Bench, wanted: Sequence[str], rounds: int, *, memory: bool) -> list[Measured]:
    """Run everything in turn, round by round, so that whatever else the machine does falls on all alike."""
    tasks = [(tool, scenario) for scenario in wanted for tool in bench.tools if tool.scenarios or scenario == "cold"]
    runs: dict[tuple[str, str], list[Run]] = {}
    counted: dict[str, dict[str, float]] = {}
    for number in range(1, rounds + 1):
        for tool, scenario in tasks:
            with bench.prepared(tool, scenario) as path:
                run = _run(tool, path)
            runs.setdefault((tool.name, scenario), []).append(run)
            tell(f"round {number}: {tool.name}, {scenario}: {run.seconds:.2f} s")
            if scenario == "cold" and number == 1:
                counted[tool.name] = pages.checked(path / tool.output, bench.site).counted()
    peaks = _peaks(bench, tasks) if memory else {}
    return [
        Measured(
            tool=tool.name,
            scenario=scenario,
            seconds=[round(run.seconds, 3) for run in runs[tool.name, scenario]],
            cpu=[round(run.cpu, 3) for run in runs[tool.name, scenario]],
            memory=peaks.get((tool.name, scenario)),
            pages=counted.get(tool.name, {}) if scenario == "cold" else {},
        )
        for tool, scenario in tasks
    ]


def _peaks(bench: Bench, tasks: Sequence[tuple[Tool, str]]) -> dict[tuple[str, str], int | None]:
    found = {}
    for tool, scenario in tasks:
        with bench.prepared(tool, scenario) as path:
            found[tool.name, scenario] = peak = _peak(tool, path)
        tell(f"memory: {tool.name}, {scenario}: {(peak or 0) / 1e6:.0f} MB")
    return found


def machine() -> Machine:
    """What the figures were taken on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return Machine(_processor(), cores, round(memory / 1e9, 1), f"{platform.system()} {platform.release()}")


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def tell(words: str) -> None:
    """Say how far it is, to standard error."""
    print(words, file=sys.stderr, flush=True)


def table(results: Results) -> str:
    """Lay the results out for reading: medians, and ratios to Hugo in the same run."""
    lines = [f"{'':34}{'tool':16}{'median s':>10}{'of Hugo':>9}{'cpu s':>9}{'peak MB':>9}{'of Hugo':>9}"]
    shown = ""
    for one in results.measured:
        title = scenarios.NAMES[one.scenario]
        base = results.find("hugo", one.scenario)
        ratio = f"{median(one.seconds) / median(base.seconds):.2f}" if base else ""
        peak = f"{one.memory / 1e6:.0f}" if one.memory else ""
        weight = f"{one.memory / base.memory:.2f}" if base and base.memory and one.memory else ""
        lines.append(
            f"{'' if title == shown else title:34}{one.tool:16}{median(one.seconds):>10.2f}{ratio:>9}"
            f"{median(one.cpu):>9.2f}{peak:>9}{weight:>9}"
        )
        shown = title
    return "\n".join(lines)


def arguments() -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.add_argument("--stories", type=int, default=10_000, help="how many (events are a fifth as many)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is run; the median counts")
    parser.add_argument("--tools", default=",".join(TOOLS), help="of %(default)s")
    parser.add_argument("--scenarios", default=",".join(scenarios.NAMES), help="of %(default)s")
    parser.add_argument("--growth", default="", metavar="N,N", help="qsite alone, at so many stories each")
    parser.add_argument("--engine", choices=("gfm", "markdown"), default="gfm", help="qsite's engine for --growth")
    parser.add_argument("--no-memory", action="store_true", help="leave out the runs that watch the memory")
    parser.add_argument("--seed", type=int, default=1, help="another one gives other words")
    parser.add_argument("--folder", type=Path, help="where the sites are written (a temporary folder)")
    parser.add_argument("--json", type=Path, help="write the results here")
    parser.add_argument("--chart", type=Path, help="draw the results here, as SVG")
    found = parser.parse_args()
    for names, known in ((found.tools, TOOLS), (found.scenarios, scenarios.NAMES)):
        if unknown := [name for name in names.split(",") if name not in known]:
            parser.error(f"unknown: {', '.join(unknown)}; known: {', '.join(known)}")
    if found.stories < FEWEST_STORIES:
        parser.error(f"at least {FEWEST_STORIES} stories, so that each list has some")
    return found


def compared(options: argparse.Namespace, folder: Path) -> Results:
    """Compare the tools that are asked for."""
    versions, missing = ready(options.tools.split(","))
    for name, reason in missing.items():
        tell(f"{name} is left out. {reason}")
    site = corpus.corpus(options.stories, options.seed)
    bench = Bench(site, folder, [TOOLS[name] for name in versions])
    write_sites(bench)
    wanted = options.scenarios.split(",")
    measured = measure(bench, wanted, options.rounds, memory=not options.no_memory)
    return Results(machine(), versions, options.stories, len(site.events), options.rounds, measured)


def grown(options: argparse.Namespace, folder: Path) -> Results:
    """Measure how qsite grows."""
    tool = TOOLS[f"qsite-{options.engine}"]
    sizes = [int(size) for size in options.growth.split(",")]
    measured = [growth.at(size, tool, folder, options.seed, tell) for size in sizes]
    return Results(machine(), {tool.name: tool.version()}, max(sizes), max(sizes) // 5, 1, [], measured)


def main() -> None:
    """Measure, print the table, and write what is asked for."""
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="qsite-bench-", dir=options.folder) as folder:
        results = (grown if options.growth else compared)(options, Path(folder))
    print(growth.table(results.growth) if options.growth else table(results))
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(results.as_json(), indent=1) + "\n", encoding="utf-8")
    if options.chart and results.measured:
        options.chart.parent.mkdir(parents=True, exist_ok=True)
        options.chart.write_text(chart.draw(results), encoding="utf-8")


if __name__ == "__main__":
    main()
