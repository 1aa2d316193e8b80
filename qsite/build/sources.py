"""What a site is made from, before any of it is understood."""

from dataclasses import dataclass

from qsite.build.request import Request
from qsite.problem import Problem
from qsite.source.files import Scan, scan
from qsite.theme.theme import Theme, load_theme


@dataclass(frozen=True, slots=True)
class Sources:
    """What a site is made from, not read yet but for the theme."""

    found: Scan
    theme: Theme
    problems: tuple[Problem, ...]


def sources(request: Request) -> Sources:
    """Which files there are, and the theme."""
    theme, problems = load_theme(request.site)
    return Sources(scan(request.site), theme, problems)
