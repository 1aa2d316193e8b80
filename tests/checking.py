"""What qsite finds wrong with a site in a folder: the one door through which the tests of mistakes go."""

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from qsite.problem import Problem, in_reading_order
from qsite.site.link import link
from qsite.source.documents import Places
from qsite.source.load import load
from qsite.source.markdown import Dialect
from qsite.source.parse import Reading
from qsite.source.settings import Settings, SettingsFile
from qsite.source.site_file import read_settings

HERE = Path(__file__).parent
BASE = HERE / "mistakes" / "_base"
NOW = datetime(2018, 6, 1, 9, tzinfo=ZoneInfo("Europe/London"))


def problems_of(site: Path) -> tuple[Problem, ...]:
    """Every problem of the site, as `qsite check` tells them."""
    settings_file, problems = read_settings(site)
    if settings_file is None:
        settings_file = SettingsFile(Settings(title="Untitled", url="https://example.org/"), Places("site.yaml", {}))
    settings = settings_file.settings
    dialect = Dialect(engine=settings.markdown.engine, trusted_html=settings.markdown.trusted_html)
    content, found = load(site, Reading(dialect, settings.stories.ids == "dated"))
    problems += found
    _, found = link(content, settings_file, NOW)
    return in_reading_order((*problems, *found))


def laid_over_base(mistake: Path, site: Path) -> Path:
    """A copy of the correct site, with a mistake's files laid over it."""
    shutil.copytree(BASE, site)
    shutil.copytree(mistake, site, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    return site
