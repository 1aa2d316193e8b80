"""Templates and assets: those that ship with qsite, with a site's own laid over them file by file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from qsite.fingerprint import fingerprint, of_bytes
from qsite.problem import Code, Place, Problem
from qsite.terms import Fingerprint
from qsite.theme.analysis import Analysis, analyse

_ASSETS = "assets/"


def shipped_templates() -> Path:
    """The folder of the theme that ships with qsite: inside the package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    packed = package / "templates"
    return packed if packed.is_dir() else package.parent / "templates"


@dataclass(frozen=True)
class Theme:
    """Every template's text and every asset's bytes, by path within ``templates/``."""

    templates: Mapping[str, str] = field(repr=False)
    asset_bytes: Mapping[str, bytes] = field(repr=False)
    own: frozenset[str] = frozenset()
    """The paths of a site's own templates and assets: those that the theme has not, or has otherwise."""
    known: Mapping[Fingerprint, Analysis] = field(default_factory=dict, repr=False)
    """Analyses from before, by the hash of the template's text."""

    @cached_property
    def hashes(self) -> Mapping[str, Fingerprint]:
        """The hash of each template's text."""
        return {name: of_bytes(text.encode("utf-8", "surrogatepass")) for name, text in self.templates.items()}

    @cached_property
    def analyses(self) -> Mapping[str, Analysis]:
        """The analysis of each template."""
        return {name: self.known.get(self.hashes[name]) or analyse(text) for name, text in self.templates.items()}

    @cached_property
    def closures(self) -> Mapping[str, frozenset[str]]:
        """For each template, all that it extends, includes and imports, itself among them."""

        def reach(name: str) -> frozenset[str]:
            seen: set[str] = set()
            waiting = [name]
            while waiting:
                one = waiting.pop()
                if one not in seen:
                    seen.add(one)
                    waiting += self.analyses[one].refers if one in self.analyses else ()
            return frozenset(seen)

        return {name: reach(name) for name in self.templates}

    @cached_property
    def _asked(self) -> Mapping[str, frozenset[str]]:
        own = {name: frozenset(one.asks) for name, one in self.analyses.items()}
        everything = frozenset().union(*own.values()) if own else frozenset()
        return {
            name: everything if "" in closure else frozenset().union(*(own.get(one, frozenset()) for one in closure))
            for name, closure in self.closures.items()
        }

    def assets_of(self, template: str) -> frozenset[str] | None:
        """The assets that a template, with all that it is made of, names; None where it may name any."""
        closure = self.closures.get(template, frozenset())
        found = frozenset(name for one in closure if one in self.analyses for name in self.analyses[one].assets)
        return None if "" in found or "" in closure else found

    def problems(self) -> tuple[Problem, ...]:
        """The templates that can't be read."""
        hint = "mend it, or take the file out to have the theme's own"
        return tuple(
            Problem(
                Code.TEMPLATE_ERROR,
                f"the template can't be read: {one.error}",
                Place(f"templates/{name}", one.line),
                hint,
            )
            for name, one in self.analyses.items()
            if one.error
        )

    def names(self, template: str) -> frozenset[str]:
        """The names that a template, with all that it is made of, asks for."""
        return self._asked.get(template, frozenset())

    def fingerprint(self, template: str) -> Fingerprint:
        """The hash of a template's closure; an absent part is part of it."""
        closure = sorted(self.closures.get(template, ()))
        return fingerprint((template, tuple((name, self.hashes.get(name)) for name in closure)))

    def asset_versions(self) -> Mapping[str, str]:
        """For each asset, a few characters that change with its bytes."""
        return {name: of_bytes(data)[:8] for name, data in self.asset_bytes.items()}


def load_theme(site: Path) -> tuple[Theme, tuple[Problem, ...]]:
    """The theme of a site; `Theme.problems` tells of templates that were read and make no sense."""
    templates: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    problems: list[Problem] = []
    own: set[str] = set()
    shipped = shipped_templates()
    site_folder = site / "templates"
    for folder in dict.fromkeys((shipped, site_folder)):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            name = path.relative_to(folder).as_posix()
            if not path.is_file() or any(part.startswith(".") for part in name.split("/")) or name.endswith("~"):
                continue
            if folder == site_folder and path.is_symlink() and not path.resolve().is_relative_to(site.resolve()):
                problems.append(_leads_out(name))
                continue
            before = templates.get(name), assets.get(name.removeprefix(_ASSETS))
            _add(name, path, templates, assets, problems)
            if folder != shipped and before != (templates.get(name), assets.get(name.removeprefix(_ASSETS))):
                own.add(name)
    return Theme(templates, assets, frozenset(own)), tuple(problems)


def _leads_out(name: str) -> Problem:
    hint = "copy what it leads to into the site"
    return Problem(Code.BAD_LINK_OUT, "this link leads out of the site's folder", Place(f"templates/{name}"), hint)


def _add(name: str, path: Path, templates: dict[str, str], assets: dict[str, bytes], problems: list[Problem]) -> None:
    try:
        data = path.read_bytes()
        if name.startswith(_ASSETS):
            assets[name.removeprefix(_ASSETS)] = data
        else:
            templates[name] = data.decode("utf-8").replace("\r\n", "\n")
    except OSError as error:
        problems.append(
            Problem(
                Code.UNREADABLE,
                f"this file can't be read: {error.strerror}",
                Place(f"templates/{name}"),
                "check its permissions",
            )
        )
    except UnicodeDecodeError:
        problems.append(
            Problem(Code.BAD_ENCODING, "this template is not UTF-8", Place(f"templates/{name}"), "save it as UTF-8")
        )
