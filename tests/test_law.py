"""The law of incremental builds: after any edit, a warm build is a clean one, and makes nothing that need not be.

A state machine edits a site of every kind of content, and harms the cache and the output; after every step the warm build
is held against a clean build of the same files, byte for byte. ``QSITE_LAW_STEPS=5000`` makes it a long run.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from qsite.build.build import build
from qsite.build.request import Outcome, Request
from qsite.terms import Address, output_path
from tests.damage import CACHE_DAMAGES, FILE_DAMAGES, Damage, touched
from tests.edits import EDITS, LOCK, Edit, Files, one_letter
from tests.site_fixture import files_of, told
from tests.whole_site import whole_site

STEPS = int(os.environ.get("QSITE_LAW_STEPS", "40"))
STEPS_A_RUN = 50 if STEPS > 1000 else 20
MOMENTS = (
    datetime(2017, 12, 31, 23, tzinfo=UTC),
    datetime(2018, 5, 31, 22, 59, tzinfo=UTC),
    datetime(2018, 6, 1, 9, tzinfo=UTC),
    datetime(2018, 6, 1, 9, 5, tzinfo=UTC),
    datetime(2018, 6, 4, 10, tzinfo=UTC),
    datetime(2018, 6, 16, 12, tzinfo=UTC),
    datetime(2018, 7, 2, 9, tzinfo=UTC),
    datetime(2018, 9, 3, 11, tzinfo=UTC),
    datetime(2020, 1, 1, tzinfo=UTC),
)
STRANGERS = ("someone.txt", "tags/rain/note.txt", "stories/later/index.html", "events/2018/07/index.html")


def rendered(outcome: Outcome) -> dict[str, str]:
    """The files that were rendered, and why."""
    return {output_path(Address(one.address)): one.reason for one in outcome.made}


def documented(reason: str) -> bool:
    """Whether a page may be rendered for this reason though its bytes stay: docs/architecture.md."""
    return "template" in reason or reason in (
        "`event` changed",
        "`site` changed",
        "`index` changed",
        "`regions` changed",
    )


def how_files_change(path: Path, text: bytes, how: str) -> None:
    """Writes a file as programs do: in place, another in its place, or with the time of the old one."""
    old = path.stat() if path.exists() else None
    if how == "another":
        part = path.with_name(".part")
        part.write_bytes(text)
        part.replace(path)
    else:
        path.write_bytes(text)
    if how == "old time" and old is not None:
        os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))


@dataclass
class Kept:
    """An output folder that is built into again and again."""

    folder: Path
    remember: bool
    published: dict[str, bytes] = field(default_factory=dict)
    harmed: set[str] = field(default_factory=set)
    strangers: dict[str, bytes] = field(default_factory=dict)
    cold: bool = True
    """Whether the cache was harmed since the last build."""

    def harm(self, path: str) -> None:
        """Notes that a file is no longer what was published."""
        self.harmed.add(path)


class TheLaw(RuleBasedStateMachine):
    """A site, two output folders, a clock; each rule ends with a build."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="law-"))
        self.site = self.folder / "site"
        self.files: Files = {}
        self.good: Files = {}
        self.clock = MOMENTS[2]
        self.clean_builds = 0
        self.old_cache: Path | None = None
        self.kept = {
            "output": Kept(self.site / "output", remember=True),
            "elsewhere": Kept(self.folder / "elsewhere", remember=False),
        }
        self.write(whole_site())
        self.compare("output")

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    # What happens to a site

    @rule(
        data=st.data(),
        edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=3),
        how=st.sampled_from(("in place", "another", "old time")),
        mend=st.integers(0, 4).map(bool),
    )
    def edited(self, data: st.DataObject, edits: list[Edit], how: str, *, mend: bool) -> None:
        if self.files != self.good:
            self.write(self.good)
        files = self.files
        for edit in edits:
            files = edit(files, data)
        self.write(files, how)
        self.compare("output")
        if mend and self.files != self.good:
            self.write(self.good)
            self.compare("output")

    @rule(data=st.data())
    def one_letter_changed_unseen(self, data: st.DataObject) -> None:
        for path, text in one_letter(self.files, data):
            self.write({**self.files, path: text}, "old time")
        self.compare("output")

    @precondition(lambda self: self.files != self.good)
    @rule()
    def mended(self) -> None:
        self.write(self.good)
        self.compare("output")

    @rule(moment=st.sampled_from(MOMENTS), minutes=st.sampled_from((0, 0, 1, 60, 24 * 60)))
    def now_is(self, moment: datetime, minutes: int) -> None:
        self.clock = moment + timedelta(minutes=minutes)
        self.compare("output")

    @rule(name=st.sampled_from(("output", "elsewhere")), drafts=st.booleans(), workers=st.sampled_from((1, 1, 1, 2)))
    def built_otherwise(self, name: str, *, drafts: bool, workers: int) -> None:
        self.compare(name, drafts=drafts, workers=workers)

    @rule()
    def built_again(self) -> None:
        self.compare("output")
        assert rendered(self.compare("output")) == {}

    # What happens to the cache

    @rule(data=st.data(), damage=st.sampled_from(CACHE_DAMAGES), name=st.sampled_from(("output", "elsewhere")))
    def cache_harmed(self, data: st.DataObject, damage: Damage, name: str) -> None:
        damage(self.site / ".qsite", data)
        self.cool()
        self.compare(name)
        if (self.site / ".qsite").is_file():
            (self.site / ".qsite").unlink()
            self.cool()  # nothing could be kept

    @rule()
    def cache_set_aside(self) -> None:
        self.old_cache = self.folder / "old-cache"
        shutil.rmtree(self.old_cache, ignore_errors=True)
        if (self.site / ".qsite").is_dir():
            shutil.copytree(self.site / ".qsite", self.old_cache)

    @precondition(lambda self: self.old_cache is not None and self.old_cache.is_dir())
    @rule(name=st.sampled_from(("output", "elsewhere")))
    def old_cache_restored(self, name: str) -> None:
        assert self.old_cache is not None
        shutil.rmtree(self.site / ".qsite", ignore_errors=True)
        shutil.copytree(self.old_cache, self.site / ".qsite")
        self.cool()
        self.compare(name)

    def cool(self) -> None:
        """Notes that nobody knows what the cache knows."""
        for kept in self.kept.values():
            kept.cold = True

    # What happens to the output

    @rule(data=st.data(), damage=st.sampled_from(FILE_DAMAGES))
    def output_harmed(self, data: st.DataObject, damage: Callable[[Path], None]) -> None:
        kept = self.kept["output"]
        if kept.published:
            path = data.draw(st.sampled_from(sorted(kept.published)), "file")
            if (kept.folder / path).is_file():
                damage(kept.folder / path)
                if damage is not touched:
                    kept.harm(path)
        self.compare("output")

    @rule(name=st.sampled_from(("output", "elsewhere")))
    def output_deleted(self, name: str) -> None:
        kept = self.kept[name]
        shutil.rmtree(kept.folder, ignore_errors=True)
        kept.published, kept.harmed, kept.strangers = {}, set(), {}
        self.compare(name)

    @rule()
    def stage_left_behind(self) -> None:
        stage = self.kept["output"].folder / ".qsite-stage" / "deep"
        stage.mkdir(parents=True, exist_ok=True)
        (stage / "0").write_bytes(b"half")
        self.compare("output")

    @rule(path=st.sampled_from(STRANGERS))
    def stranger_came(self, path: str) -> None:
        kept = self.kept["output"]
        target = kept.folder / path
        if not target.exists() and not any((kept.folder / one).is_file() for one in Path(path).parents):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(b"not qsite's\n")
            kept.strangers[path] = b"not qsite's\n"
        self.compare("output")

    # The law

    def write(self, files: Files, how: str = "in place") -> None:
        """Brings the site to these files, touching no other."""
        for path in self.files.keys() - files.keys():
            (self.site / path).unlink()
        for folder in sorted((one for one in self.site.rglob("*") if one.is_dir()), reverse=True):
            if "output" not in folder.relative_to(self.site).parts and not any(folder.iterdir()):
                folder.rmdir()
        for path, text in files.items():
            if self.files.get(path) != text:
                (self.site / path).parent.mkdir(parents=True, exist_ok=True)
                how_files_change(self.site / path, text, how)
        self.files = files

    def compare(self, name: str, *, drafts: bool = False, workers: int = 1) -> Outcome:
        """Builds warm and clean; asserts that they are the same, and that nothing was made in vain."""
        kept = self.kept[name]
        clean, expected, lock = self.clean(drafts=drafts, remember=kept.remember and not drafts)
        before = files_of(kept.folder) if kept.folder.exists() else {}
        request = Request(
            site=self.site,
            output=kept.folder,
            clock=self.clock,
            drafts=drafts,
            remember=kept.remember and not drafts,
            workers=workers,
        )
        warm = build(request)
        after = files_of(kept.folder) if kept.folder.exists() else {}
        if clean.published and self.strangers_in_the_way(kept, expected):
            assert not warm.published
            assert after == before
            return warm
        assert told(warm) == told(clean)
        assert (warm.published, warm.now, warm.next_change) == (clean.published, clean.now, clean.next_change)
        self.remembered(lock)
        if not clean.published:
            assert after == before
            return warm
        self.good = self.files
        self.same_bytes(kept, before, after, expected, warm)
        self.nothing_in_vain(kept, expected, warm)
        kept.published, kept.harmed, kept.cold = expected, set(), False
        return warm

    def clean(self, *, drafts: bool, remember: bool) -> tuple[Outcome, dict[str, bytes], bytes | None]:
        """What a build of the same files comes to where nothing is known; with its calendar.lock."""
        with tempfile.TemporaryDirectory(prefix="clean-") as folder:
            site, output = Path(folder) / "a-site", Path(folder) / "an-output"
            for path, text in self.files.items():
                (site / path).parent.mkdir(parents=True, exist_ok=True)
                (site / path).write_bytes(text)
            request = Request(site=site, output=output, clock=self.clock, drafts=drafts, remember=remember)
            outcome = build(request)
            lock = site / LOCK
            return outcome, files_of(output) if output.exists() else {}, lock.read_bytes() if lock.exists() else None

    def strangers_in_the_way(self, kept: Kept, expected: dict[str, bytes]) -> bool:
        """Whether a page must go where somebody's file is; after such a build the file is taken away."""
        found = [
            path for path in kept.strangers if path in expected or any(one.startswith(f"{path}/") for one in expected)
        ]
        for path in found:
            (kept.folder / path).unlink()
            del kept.strangers[path]
        return bool(found)

    def remembered(self, lock: bytes | None) -> None:
        """The calendar.lock is as after a clean build; from now on it is one of the site's files."""
        path = self.site / LOCK
        assert (path.read_bytes() if path.exists() else None) == lock
        others = {one: text for one, text in self.files.items() if one != LOCK}
        self.files = others if lock is None else {**others, LOCK: lock}

    def same_bytes(
        self, kept: Kept, before: dict[str, bytes], after: dict[str, bytes], expected: dict[str, bytes], warm: Outcome
    ) -> None:
        assert after.keys() == expected.keys() | kept.strangers.keys()
        assert [path for path, text in {**expected, **kept.strangers}.items() if after[path] != text] == []
        assert not (kept.folder / ".qsite-stage").exists()
        assert set(warm.written) == {path for path, text in expected.items() if before.get(path) != text}
        assert set(warm.deleted) == before.keys() - after.keys()

    def nothing_in_vain(self, kept: Kept, expected: dict[str, bytes], warm: Outcome) -> None:
        """A page is rendered where its bytes change, its file was harmed, or `documented` says why."""
        if kept.cold:
            return
        changed = {path for path, text in expected.items() if kept.published.get(path) != text} | kept.harmed
        vain = {path: why for path, why in rendered(warm).items() if path not in changed and not documented(why)}
        assert vain == {}


TestTheLaw = TheLaw.TestCase
TestTheLaw.settings = settings(
    max_examples=max(1, STEPS // STEPS_A_RUN),
    stateful_step_count=STEPS_A_RUN,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a step takes half a second: shrinking would take hours
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
