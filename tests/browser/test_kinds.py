"""The pages that are tested in a browser show every kind of page that there is."""

from tests.browser.kinds import PAGES, REDIRECT, kinds_of
from tests.site_fixture import ROOT


def test_every_kind_of_page_is_looked_at() -> None:
    tested = {*PAGES.values(), REDIRECT}

    assert [kind for kind, addresses in kinds_of(ROOT).items() if tested.isdisjoint(addresses)] == []


def test_what_is_looked_at_is_there() -> None:
    there = {address for addresses in kinds_of(ROOT).values() for address in addresses}

    assert [name for name, path in PAGES.items() if path not in there] == []
