"""What qsite finds wrong with a site in a folder: the one door through which the tests of mistakes go."""

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from qsite.build.check import check
from qsite.build.request import Request
from qsite.problem import Problem

HERE = Path(__file__).parent
BASE = HERE / "mistakes" / "_base"
NOW = datetime(2018, 6, 1, 9, tzinfo=ZoneInfo("Europe/London"))


def problems_of(site: Path) -> tuple[Problem, ...]:
    """Every problem of the site, as `qsite check` tells them."""
    return check(Request(site=site, output=site / "output", clock=NOW, now=NOW)).problems


def laid_over_base(mistake: Path, site: Path) -> Path:
    """A copy of the correct site, with a mistake's files laid over it."""
    shutil.copytree(BASE, site)
    shutil.copytree(mistake, site, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    return site
