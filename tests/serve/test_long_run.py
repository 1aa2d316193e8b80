"""The law of the preview: whatever is done to a site, what it serves in the end is what `build` writes.

A state machine edits a site under a running preview. ``QSITE_SERVE_EDITS=500`` makes it a long run, which also looks at memory.
"""

import atexit
import logging
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from qsite.build.build import build
from qsite.build.request import Request
from qsite.moments import moment
from qsite.problem import has_errors
from tests.edits import EDITS, Edit, Files
from tests.serve_running import NOW, Running, ended, started
from tests.site_fixture import CLOCK, files_of
from tests.test_law import how_files_change
from tests.whole_site import whole_site

EDITS_IN_ALL = int(os.environ.get("QSITE_SERVE_EDITS", "40"))
EDITS_A_RUN = 50 if EDITS_IN_ALL > 100 else 20
WARM_UP = 100
"""After so many edits memory is looked at first: by then every kind of page was made, and Python's heap has its holes."""

_running: list[Running] = []
_sizes: list[int] = []


def the_preview() -> Running:
    """One preview for all runs, since memory is looked at over all of them."""
    if not _running:
        site = Path(tempfile.mkdtemp(prefix="served-")) / "site"
        for path, data in whole_site().items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(data)
        _running.append(started(site))
        atexit.register(shutil.rmtree, site.parent, ignore_errors=True)
        atexit.register(ended, _running[0])
    return _running[0]


class ThePreview(RuleBasedStateMachine):
    """A site and its preview; each rule ends with a comparison."""

    def __init__(self) -> None:
        super().__init__()
        self.running = the_preview()
        self.site = self.running.site
        self.files: Files = {
            path.relative_to(self.site).as_posix(): path.read_bytes()
            for folder in ("content", "templates")
            for path in (self.site / folder).rglob("*")
            if path.is_file()
        } | {"site.yaml": (self.site / "site.yaml").read_bytes()}
        self.good: Files = whole_site()
        self.published: set[str] = set()
        self.write(whole_site(), "in place")
        self.compare()

    @rule(
        data=st.data(),
        edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=2),
        how=st.sampled_from(("in place", "another", "old time")),
    )
    def edited(self, data: st.DataObject, edits: list[Edit], how: str) -> None:
        files = self.files
        for edit in edits:
            files = edit(files, data)
        self.write(files, how)
        if not self.compare():
            self.write(self.good, how)
            assert self.compare()

    def teardown(self) -> None:
        assert self.compare()

    def write(self, files: Files, how: str) -> None:
        """Brings the site to these files, touching no other; empty folders go too."""
        for path in self.files.keys() - files.keys():
            (self.site / path).unlink()
        for folder in sorted((one for one in self.site.rglob("*") if one.is_dir()), reverse=True):
            if folder.name != ".qsite" and not any(folder.iterdir()):
                folder.rmdir()
        for path, text in files.items():
            if self.files.get(path) != text:
                (self.site / path).parent.mkdir(parents=True, exist_ok=True)
                how_files_change(self.site / path, text, how)
        self.files = files

    def compare(self) -> bool:
        """Waits until all that `build` writes is served; False where it writes nothing for what is wrong."""
        with tempfile.TemporaryDirectory(prefix="built-") as folder:
            output = Path(folder) / "output"
            asked = Request(site=self.site, output=output, clock=CLOCK, now=moment(NOW), drafts=True, cached=False)
            outcome = build(asked)
            if not outcome.published:
                assert has_errors(outcome.problems)
                assert self.running.get("/").status in (200, 302, 404, 500)
                return False
            expected = files_of(output)
        base = outcome.planned.site.settings.base if outcome.planned else "/"
        self.running.until(lambda: self.differing(expected, base) == [], "what build writes is served")
        self.good, self.published = self.files, set(expected)
        _sizes.append(self.running.memory())
        return True

    def differing(self, expected: dict[str, bytes], base: str) -> list[str]:
        """The files that are served otherwise, and those that are still served and should not be."""
        gone = self.published - expected.keys()
        served = base.lstrip("/")
        wrong = [path for path in gone if self.running.output(served + path).status not in (302, 404)]
        for path, data in expected.items():
            if self.running.output(served + path).page != data:
                return [*wrong, path]
        return wrong


TestThePreview = ThePreview.TestCase
TestThePreview.settings = settings(
    max_examples=max(1, EDITS_IN_ALL // EDITS_A_RUN),
    stateful_step_count=EDITS_A_RUN,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)


def test_memory_stays_as_it_was() -> None:
    """Of a long run alone: a short one is all warm-up. To be run after the one above, in its process."""
    if len(_sizes) > 2 * WARM_UP:
        before, after = sorted(_sizes[WARM_UP - 20 : WARM_UP])[10], sorted(_sizes[-20:])[10]
        told = f"{before / 1e6:.0f} MB after {WARM_UP} edits, {after / 1e6:.0f} MB after {len(_sizes)}"
        logging.getLogger(__name__).warning(told)
        assert after < 1.2 * before, told
