"""Templates and assets: those that ship with qsite, with a site's own laid over them file by file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from qsite.fingerprint import fingerprint, of_bytes
from qsite.problem import Code, Place, Problem
from qsite.terms import Fingerprint

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
    """The paths that are the site's own."""

    @cached_property
    def closures(self) -> Mapping[str, frozenset[str]]:
        """For each template, all that it extends, includes and imports, itself among them."""
        direct = {name: _referenced(text) for name, text in self.templates.items()}

        def reach(name: str) -> frozenset[str]:
            seen: set[str] = set()
            waiting = [name]
            while waiting:
                one = waiting.pop()
                if one not in seen:
                    seen.add(one)
                    waiting += direct.get(one, ())
            return frozenset(seen)

        return {name: reach(name) for name in self.templates}

    @cached_property
    def _asked(self) -> Mapping[str, frozenset[str]]:
        own = {name: _undeclared(text) for name, text in self.templates.items()}
        everything = frozenset().union(*own.values()) if own else frozenset()
        return {
            name: everything if "" in closure else frozenset().union(*(own.get(one, frozenset()) for one in closure))
            for name, closure in self.closures.items()
        }

    def names(self, template: str) -> frozenset[str]:
        """The names that a template, with all that it is made of, asks for."""
        return self._asked.get(template, frozenset())

    def fingerprint(self, template: str) -> Fingerprint:
        """The hash of a template's closure; an absent part is part of it."""
        closure = sorted(self.closures.get(template, ()))
        return fingerprint((template, tuple((name, self.templates.get(name)) for name in closure)))

    def asset_versions(self) -> Mapping[str, str]:
        """For each asset, a few characters that change with its bytes."""
        return {name: of_bytes(data)[:8] for name, data in self.asset_bytes.items()}


def load_theme(site: Path) -> tuple[Theme, tuple[Problem, ...]]:
    """The theme of a site."""
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
            if folder == site_folder:
                own.add(name)
            _add(name, path, templates, assets, problems)
    theme = Theme(templates, assets, frozenset(own))
    return theme, (*problems, *_syntax_problems(templates))


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


class _AnyName(dict[str, Any]):
    """Filters of which every name exists: what they do is the renderer's matter."""

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ARG002 (the signature of dict)
        return super().get(key, str)


def _parser() -> Environment:
    parser = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    parser.filters = _AnyName(parser.filters)
    return parser


_PARSER = _parser()


@lru_cache(maxsize=1024)
def _parse(text: str) -> nodes.Template:
    return _PARSER.parse(text)


def _syntax_problems(templates: Mapping[str, str]) -> list[Problem]:
    found = []
    for name, text in templates.items():
        try:
            _parse(text)
        except TemplateSyntaxError as error:
            place = Place(f"templates/{name}", error.lineno)
            found.append(
                Problem(
                    Code.TEMPLATE_ERROR,
                    f"the template can't be read: {error.message}",
                    place,
                    "mend it, or take the file out to have the theme's own",
                )
            )
    return found


@lru_cache(maxsize=1024)
def _referenced(text: str) -> frozenset[str]:
    try:
        return frozenset(name or "" for name in meta.find_referenced_templates(_parse(text)))
    except TemplateSyntaxError:
        return frozenset()


@lru_cache(maxsize=1024)
def _undeclared(text: str) -> frozenset[str]:
    try:
        return frozenset(meta.find_undeclared_variables(_parse(text)))
    except TemplateSyntaxError:
        return frozenset()
