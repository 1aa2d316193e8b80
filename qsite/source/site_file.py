"""``site.yaml`` to settings."""

from pathlib import Path
from typing import Any

from qsite.problem import Code, Place, Problem, has_errors
from qsite.source import marks
from qsite.source.documents import KeyPath, Places
from qsite.source.parse import decode
from qsite.source.raw import TooManyValues, raw_value
from qsite.source.schema import read
from qsite.source.settings import Settings, SettingsFile
from qsite.source.theme_settings import check_theme
from qsite.values import shape

NAME = "site.yaml"


def read_settings(site: Path) -> tuple[SettingsFile | None, tuple[Problem, ...]]:
    """The settings of the site in a folder; None where there is no ``site.yaml`` that can be used."""
    path = site / NAME
    if not path.is_file():
        if (site / "site.yml").is_file():
            return None, (
                Problem(
                    Code.SETTINGS, "the settings are called site.yml here", Place("site.yml"), "rename it to site.yaml"
                ),
            )
        hint = "go to the site's folder, name it (qsite build FOLDER), or make a site.yaml with title and url"
        return None, (Problem(Code.SETTINGS, "there is no site.yaml in this folder", None, hint),)
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, (
            Problem(
                Code.UNREADABLE, f"this file can't be read: {error.strerror}", Place(NAME), "check its permissions"
            ),
        )
    return parse_settings(data)


def parse_settings(data: bytes) -> tuple[SettingsFile | None, tuple[Problem, ...]]:
    """The settings that the bytes of a ``site.yaml`` hold. With errors, None or what could be salvaged."""
    text, problems = decode(data, NAME)
    if text is None:
        return None, problems
    root, problems = marks.compose(text, NAME)
    if root is None and problems:
        return None, problems
    points: dict[KeyPath, tuple[int, int]] = {(): (1, 1)}
    places = Places(NAME, points)
    try:
        raw: Any = raw_value(root, points) if root is not None else {}
    except TooManyValues:
        return None, (
            *problems,
            Problem(
                Code.YAML_LIMIT, "this file's aliases stand for too many values", Place(NAME), "write fewer aliases"
            ),
        )
    points[()] = (1, 1)
    if not isinstance(raw, dict):
        message = f"settings are expected here, and this is {shape(raw)}"
        return None, (
            *problems,
            Problem(Code.WRONG_TYPE, message, Place(NAME), "write lines such as title: Our community"),
        )
    settings, found = read(Settings, raw, places, {"title": "Untitled", "url": "https://example.org/"})
    problems += found
    if settings:
        problems += tuple(check_theme(settings.theme, raw.get("theme"), places))
    return (SettingsFile(settings, places) if settings else None), problems


def usable(problems: tuple[Problem, ...]) -> bool:
    """Whether ``site.yaml`` can be built with."""
    return not has_errors(problems)
