"""A cache that says what qsite never wrote: the build is exact, and the next one is as fast as ever."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from qsite.build.build import build
from qsite.build.request import Outcome, Request
from tests.site_fixture import CLOCK, files_of

SITE = {
    "site.yaml": "title: The Allotment Network\nurl: https://allotments.example.org/\n",
    "content/regions/south-west.md": "---\nname: South West\n---\n\nGrowers.\n",
    "content/stories/2018-03-12-welcome.md": "---\ntitle: Welcome\nregions: [south-west]\n---\n\nWe met.\n",
    "content/events/south-west.yaml": "- id: walk\n  title: A walk\n  start: 2018-07-02 18:30\n  venue: The gate\n",
}
SPOILT = ("NULL", "'noise'", "'7'", "7", "x'00ff'", "CAST(x'00ff' AS TEXT)")
"""Nothing, words for a number, a number for words, bytes, and bytes that are no text."""


def built(site: Path, *, closely: bool = False) -> Outcome:
    return build(Request(site=site, output=site / "output", clock=CLOCK, remember=True, closely=closely))


@pytest.mark.parametrize("closely", [False, True])
@pytest.mark.parametrize("table", ["about", "files", "packed", "pages", "templates", "builds"])
def test_any_value_of_any_column_may_be_spoilt(tmp_path: Path, table: str, *, closely: bool) -> None:
    site = tmp_path / "site"
    for path, text in SITE.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    assert built(site).published
    expected = files_of(site / "output")
    with closing(sqlite3.connect(site / ".qsite/cache.db")) as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    assert columns

    for column in columns:
        for value in SPOILT:
            spoil(site, f"UPDATE OR IGNORE {table} SET {column}={value}")
            assert built(site, closely=closely).published, (column, value)
            assert files_of(site / "output") == expected, (column, value)
            assert built(site).rendered == 0, (column, value)


def spoil(site: Path, statement: str) -> None:
    with (
        suppress(sqlite3.IntegrityError),
        closing(sqlite3.connect(site / ".qsite/cache.db")) as connection,
        connection,
    ):
        connection.execute(statement)
