"""What a site is made from, read and kept; only what changed is read again.

Where a file can't be read any more, what it gave last stands in for it, so that the rest of the site stays as it was.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from qsite.build.cache import Cache
from qsite.build.prepare import hands, reading_of, settings_of
from qsite.build.request import Request
from qsite.fingerprint import fingerprint
from qsite.problem import Problem, has_errors
from qsite.source.content import AnyDocument, Asset, Parsed
from qsite.source.files import Role, Scan, SourceFile, Stamp, scan
from qsite.source.load import FromFile, Loaded, Loader, read_files
from qsite.source.packed import unpack
from qsite.source.parse import Reading
from qsite.source.settings import Settings, SettingsFile
from qsite.terms import Fingerprint
from qsite.theme.analysis import Analysis, analyse
from qsite.theme.theme import Theme, load_theme

NONE_KNOWN: Mapping[Fingerprint, Analysis] = MappingProxyType({})
SETTINGS, CONTENT, TEMPLATES = "site.yaml", "content/", "templates/"


@dataclass(frozen=True, slots=True)
class Touched:
    """Files that may have changed, by their paths from the site's folder; with `everything`, any may."""

    paths: frozenset[str] = frozenset()
    everything: bool = False

    def __or__(self, other: "Touched") -> "Touched":
        return Touched(self.paths | other.paths, self.everything or other.everything)

    def __bool__(self) -> bool:
        return self.everything or bool(self.paths)

    def within(self, *starts: str) -> bool:
        """Whether any of the files lies there."""
        return self.everything or any(path.startswith(starts) for path in self.paths)


ALL = Touched(everything=True)


@dataclass(frozen=True, slots=True)
class Known:
    """What one file gave; `stale` documents are of its last good version and stand in for what it lost to an error."""

    stamp: Stamp
    hash: Fingerprint
    parsed: Parsed
    asset: Asset | None
    stale: tuple[AnyDocument, ...] = ()

    @property
    def given(self) -> FromFile:
        """What the site is made with."""
        if not self.stale:
            return self.parsed, self.asset
        return replace(self.parsed, documents=(*self.parsed.documents, *self.stale), unread=()), self.asset


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a site is made from. Settings and templates that can't be used are the last good ones."""

    found: Scan
    known: Mapping[str, Known] = field(repr=False)
    settings_file: SettingsFile | None
    settings_problems: tuple[Problem, ...]
    usable: bool
    """Whether the ``site.yaml`` on disk is the one in use."""
    theme: Theme
    theme_problems: tuple[Problem, ...]
    broken: frozenset[str] = frozenset()
    """The templates that can't be read as they are on disk."""

    @property
    def reading(self) -> Reading:
        """How files are read."""
        return reading_of(self.settings_file.settings if self.settings_file else _UNKNOWN)


_UNKNOWN = Settings(title="Untitled", url="https://example.org/")
"""How a site is read whose settings never could be."""


def first_contents(request: Request, cache: Cache) -> Contents:
    """Everything, recalled where it is known from before. To be called before there are threads: it may fork."""
    settings_file, problems, usable = settings_of(request)
    analyses = cache.analyses()
    theme, theme_problems, broken = _theme(request, None, analyses)
    cache.remember_analyses(analyses, {theme.hashes[name]: one for name, one in theme.analyses.items()})
    contents = Contents(scan(request.site), {}, settings_file, problems, usable, theme, theme_problems, broken)
    how, files = fingerprint(contents.reading), read_files(contents.found)
    recalled = cache.recalled(request.site, files, how, unpack)
    todo = [file for file in files if file.path not in recalled]
    loaded = list(zip(todo, hands(request)(Loader(request.site, contents.reading), todo), strict=True))
    cache.remember(loaded, how)
    known = {
        file.path: Known(file.stamp, Fingerprint(""), *recalled[file.path]) for file in files if file.path in recalled
    }
    known |= {file.path: _known(file, one, None) for file, one in loaded}
    return replace(contents, known=known)


@dataclass(frozen=True, slots=True)
class Reread:
    """The contents as they are now, what changed, and what was read for it."""

    contents: Contents
    changed: tuple[str, ...]
    loaded: tuple[tuple[SourceFile, Loaded], ...] = ()


def reread(request: Request, before: Contents, touched: Touched) -> Reread:
    """The contents with every change since `before`; `touched` files are compared by their bytes, others by stamps."""
    changed: list[str] = []
    now = before
    if touched.within("site.y"):
        now = _with_settings(request, now)
        changed += [SETTINGS] if now is not before else []
    if touched.within(TEMPLATES):
        theme, problems, broken = _theme(request, before.theme)
        names = _changed_templates(before.theme, theme, before.broken ^ broken)
        if names or problems != before.theme_problems:
            now = replace(now, theme=theme, theme_problems=problems, broken=broken)
            changed += names or ["templates"]
    loaded: tuple[tuple[SourceFile, Loaded], ...] = ()
    same_reading = now.reading == before.reading
    if touched.within(CONTENT) or not same_reading:
        now = replace(now, found=scan(request.site))
        forced = touched.paths if same_reading else frozenset(now.known)
        known, loaded = _read(request, now, forced)
        changed += _changed_files(before, now.found, known)
        now = replace(now, known=known)
    return Reread(now, tuple(changed), loaded)


def glanced(request: Request, before: Contents, touched: Touched) -> Reread:
    """The same for a few files that are known already, without looking for others."""
    others = reread(request, before, Touched(frozenset(p for p in touched.paths if not p.startswith(CONTENT))))
    now = others.contents
    files = {path: one for path in touched.paths if (one := before.known.get(path))}
    known, changed = dict(before.known), list(others.changed)
    for file in read_files(before.found) if files else ():
        if file.path in files and (request.site / file.path).is_file():
            one = _known(file, Loader(request.site, now.reading)(file), files[file.path])
            if one.hash != files[file.path].hash:
                known[file.path] = one
                changed.append(file.path)
    return Reread(replace(now, known=known), tuple(changed))


def _with_settings(request: Request, before: Contents) -> Contents:
    settings_file, problems, usable = settings_of(request)
    if not usable and before.settings_file is not None:
        settings_file = before.settings_file
    if (settings_file, problems, usable) == (before.settings_file, before.settings_problems, before.usable):
        return before
    return replace(before, settings_file=settings_file, settings_problems=problems, usable=usable)


def _theme(
    request: Request, before: Theme | None, known: Mapping[Fingerprint, Analysis] = NONE_KNOWN
) -> tuple[Theme, tuple[Problem, ...], frozenset[str]]:
    """The theme, with the last good text of what can't be read, all that is wrong with it, and what that is."""
    theme, problems = load_theme(request.site)
    if before is not None:
        known = {before.hashes[name]: one for name, one in before.analyses.items()}
    theme = replace(theme, known=known)
    broken = frozenset(name for name, one in theme.analyses.items() if one.error)
    problems += theme.problems()
    if not broken or before is None:
        return theme, problems, broken
    good = {name: text for name in broken if (text := before.templates.get(name)) and not analyse(text).error}
    mended = Theme({**theme.templates, **good}, theme.asset_bytes, theme.own)
    return mended, problems, broken


def _changed_templates(before: Theme, now: Theme, broken: Iterable[str]) -> list[str]:
    texts = _differing(before.templates, now.templates) | set(broken)
    assets = _differing(before.asset_bytes, now.asset_bytes)
    own = before.own ^ now.own
    return sorted({TEMPLATES + name for name in texts | own} | {f"{TEMPLATES}assets/{name}" for name in assets})


def _differing(before: Mapping[str, object], now: Mapping[str, object]) -> set[str]:
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}


def _read(
    request: Request, now: Contents, forced: frozenset[str]
) -> tuple[dict[str, Known], tuple[tuple[SourceFile, Loaded], ...]]:
    """What each file gave; read again where it is new, has another stamp, or must be."""
    load_one = Loader(request.site, now.reading)
    known: dict[str, Known] = {}
    loaded: list[tuple[SourceFile, Loaded]] = []
    for file in read_files(now.found):
        before = now.known.get(file.path)
        if before is not None and before.stamp == file.stamp and file.path not in forced:
            known[file.path] = before
            continue
        one = load_one(file)
        loaded.append((file, one))
        known[file.path] = _known(file, one, before)
    return known, tuple(loaded)


def _known(file: SourceFile, loaded: Loaded, before: Known | None) -> Known:
    """What a file gave, where it is not what it gave before; with an error, what was lost is taken from before."""
    parsed, asset = unpack(loaded.packed)
    if before is None or not has_errors(parsed.problems):
        return Known(file.stamp, loaded.hash, parsed, asset)
    here = {(type(one), one.id) for one in parsed.documents}
    lost = (one for one in before.given[0].documents if (type(one), one.id) not in here)
    return Known(file.stamp, loaded.hash, parsed, asset, tuple(lost))


def _changed_files(before: Contents, found: Scan, known: Mapping[str, Known]) -> list[str]:
    changed = [
        path
        for path in before.known.keys() | known.keys()
        if (old := before.known.get(path)) is not (new := known.get(path))
        and (old is None or new is None or not new.hash or old.hash != new.hash)
    ]
    lock = [[file for file in one.files if file.role is Role.CALENDAR_LOCK] for one in (before.found, found)]
    if lock[0] != lock[1]:
        changed += [file.path for file in lock[0] or lock[1]]
    if before.found.problems != found.problems:
        changed += sorted({one.place.file for one in {*before.found.problems} ^ {*found.problems} if one.place})
    return sorted(set(changed))
