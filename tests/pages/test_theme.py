"""A site's own colours and those of its regions: on its pages, in its calendars, and readable wherever they stand."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from qsite.pages.colours import PALETTE, RegionColour, region_colours
from qsite.pages.theme_sheet import DARK_GROUNDS, dark_tint, in_the_dark
from qsite.source.contrast import MARK, TEXT, contrast, difference, least, luminance
from qsite.source.theme_settings import (
    INK,
    MUTED,
    OCHRE_ON_DEEP,
    ON_DEEP,
    ON_DEEP_MUTED,
    PAPER,
    grounds,
    region_contrast,
    tint,
)
from qsite.terms import Id
from tests.checking import problems_of
from tests.site_fixture import ROOT, SITE_YAML, SMALL, built, files_of, told, write_site

SHEET = "assets/theme.css"
PLACES = tuple(Id(name) for name in ("wales", "scotland", "kent", "ulster", "maine", "wessex", "devon", "fife"))


def made(tmp_path: Path, theme: str = "", **more: str) -> dict[str, bytes]:
    """The files of a small site with this under ``theme``."""
    site = write_site(tmp_path / "site", {**SMALL, "site.yaml": SITE_YAML + theme, **more})
    outcome = built(site, tmp_path / "output")
    assert outcome.published, told(outcome)
    return files_of(tmp_path / "output")


def sheets(page: bytes) -> list[str]:
    """The stylesheets that a page links, without their versions."""
    links = LexborHTMLParser(page).css("link[rel=stylesheet]")
    return [str(link.attributes["href"]).partition("?")[0] for link in links]


# What is made


def test_a_region_has_a_rule_of_its_own_that_every_page_links(tmp_path: Path) -> None:
    files = made(tmp_path)

    sheet = files[SHEET].decode()
    assert re.search(
        r"\.region-south-west \{ --region: light-dark\(#\w{6}, #\w{6}\); --region-tint: .*--on-region: ", sheet
    )
    assert ":root" not in sheet
    for path in ("index.html", "regions/south-west/index.html", "stories/bath/index.html", "404.html"):
        assert "/assets/theme.css" in sheets(files[path])


def test_the_sheet_s_address_changes_with_what_it_says(tmp_path: Path) -> None:
    def version(files: dict[str, bytes]) -> str:
        found = re.search(rb"theme\.css\?v=(\w+)", files["index.html"])
        assert found
        return found[1].decode()

    first = version(made(tmp_path))
    second = version(made(tmp_path, 'theme: {regions: {south-west: "#0b5a57"}}\n'))

    assert first != second
    assert version(made(tmp_path)) == first


def test_a_site_with_nothing_to_say_has_no_sheet(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {"content/pages/about.md": "---\ntitle: About\n---\n\nUs.\n"})
    assert built(site, tmp_path / "output").published

    files = files_of(tmp_path / "output")

    assert SHEET not in files
    assert not any("theme.css" in sheet for sheet in sheets(files["index.html"]))


def test_a_site_s_own_sheet_stands_in_for_the_one_that_is_made(tmp_path: Path) -> None:
    files = made(tmp_path, **{"templates/assets/theme.css": ":root { --link: red; }\n"})

    assert files[SHEET] == b":root { --link: red; }\n"
    assert "/assets/theme.css" in sheets(files["index.html"])


def test_settings_become_tokens(tmp_path: Path) -> None:
    theme = 'theme:\n  accent: "#7A3B78"\n  header: 333\n  paper: "#fff"\n  highlight: "#a06000"\n  corners: round\n'

    sheet = made(tmp_path, theme)[SHEET].decode()

    root = sheet[: sheet.index("}")]
    for token in (
        "--link: light-dark(#7a3b78, #",
        "--deep: light-dark(#333333, #",
        "--paper: light-dark(#ffffff, #",
        "--ochre: light-dark(#a06000, #",
        "--round: 0.875rem",
    ):
        assert token in root


def test_every_token_of_the_sheet_is_one_of_site_css(tmp_path: Path) -> None:
    theme = 'theme: {accent: "#7a3b78", header: "#333", paper: "#fff", highlight: "#a06000", corners: square}\n'
    site_css = (ROOT / "templates/assets/site.css").read_text("utf-8")

    sheet = made(tmp_path, theme)[SHEET].decode()

    for token in re.findall(r"^  (--[a-z-]+):", sheet, re.MULTILINE):
        assert f"    {token}: " in site_css


# A region's colour follows it


def test_a_region_s_name_and_cards_have_its_class(tmp_path: Path) -> None:
    files = made(tmp_path)

    home = LexborHTMLParser(files["index.html"])
    assert home.css_first(".event.region-south-west") is not None
    assert home.css_first(".story.region-south-west") is not None
    assert home.css_first(".quilt .region-south-west a[href='/regions/south-west/']") is not None
    assert home.css_first("a.place.region-south-west[href='/regions/south-west/']") is not None
    for path in ("regions/south-west/index.html", "stories/bath/index.html", "events/welcome/index.html"):
        body = LexborHTMLParser(files[path]).body
        assert body is not None
        assert "region-south-west" in str(body.attributes["class"]).split()


def test_a_calendar_has_the_colour_of_the_page(tmp_path: Path) -> None:
    files = made(tmp_path, 'theme: {regions: {south-west: "#00008c"}}\n')

    calendar = files["regions/south-west/events.ics"].decode()

    assert "\r\nCOLOR:darkblue\r\n" in calendar
    assert "\r\nX-APPLE-CALENDAR-COLOR:#00008c\r\n" in calendar
    assert b"--region: light-dark(#00008c, " in files[SHEET]


def test_regions_have_different_colours_while_there_are_enough() -> None:
    many = [Id(f"place-{number}") for number in range(len(PALETTE))]

    assert len({colour.value for colour in region_colours(many, {}).values()}) == len(PALETTE)
    assert len(region_colours([*many, Id("one-more")], {})) == len(PALETTE) + 1


def test_a_region_that_is_added_behind_changes_no_other() -> None:
    before = region_colours(PLACES[:-1], {})
    after = region_colours(PLACES, {})

    assert {name: after[name] for name in before} == dict(before)


def test_a_chosen_colour_is_kept_from_the_others() -> None:
    first = region_colours(PLACES, {})[PLACES[0]]

    chosen = region_colours(PLACES, {PLACES[-1]: first.value})

    assert chosen[PLACES[-1]] == first
    assert chosen[PLACES[0]] != first


# Everything can be read


@pytest.mark.parametrize("colour", PALETTE, ids=lambda one: one.name)
def test_a_region_s_colour_can_be_read_everywhere(colour: RegionColour) -> None:
    dark = in_the_dark(colour.value)

    assert region_contrast(colour.value) >= TEXT
    assert least(dark, (*DARK_GROUNDS, dark_tint(colour.value))) >= TEXT
    assert contrast(INK, tint(colour.value, PAPER)) >= TEXT
    assert contrast("#ece5d7", dark_tint(colour.value)) >= TEXT


def test_regions_colours_differ() -> None:
    assert len({colour.name for colour in PALETTE}) == len(PALETTE) >= 14
    for one, other in combinations(PALETTE, 2):
        assert difference(one.value, other.value) > 0.04, f"{one} {other}"


def test_contrast_is_that_of_wcag() -> None:
    """The definition's own ends, and a pair that is often quoted."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert luminance("#ffffff") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


_TOKEN = re.compile(r"^    (--[a-z-]+): light-dark\((#\w{6}), (#\w{6})\);", re.MULTILINE)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_the_theme_s_own_tokens_can_be_read(scheme: int) -> None:
    css = (ROOT / "templates/assets/site.css").read_text("utf-8")
    token = {name: pair[scheme] for name, *pair in _TOKEN.findall(css)}
    pages = [token[name] for name in ("--paper", "--surface", "--sunk")]

    for name in ("--ink", "--muted", "--link", "--link-hover", "--red", "--focus"):
        assert least(token[name], pages) >= TEXT, name
    for name in ("--edge", "--ochre"):
        assert least(token[name], pages) >= MARK, name
    for name in ("--on-deep", "--on-deep-muted", "--ochre-on-deep"):
        assert contrast(token[name], token["--deep"]) >= TEXT, name
    for words, ground in (("--ochre-ink", "--ochre-tint"), ("--red-ink", "--red-tint"), ("--ink", "--tint")):
        assert contrast(token[words], token[ground]) >= TEXT, words


def test_the_checks_know_the_tokens_of_site_css() -> None:
    css = (ROOT / "templates/assets/site.css").read_text("utf-8")
    tokens = {name: (light, dark) for name, light, dark in _TOKEN.findall(css)}

    pages = tuple(tokens[name] for name in ("--paper", "--surface", "--sunk"))
    assert tuple(light for light, _ in pages) == grounds(PAPER)
    assert tuple(dark for _, dark in pages) == DARK_GROUNDS
    light = [tokens[name][0] for name in ("--ink", "--muted", "--on-deep", "--on-deep-muted", "--ochre-on-deep")]
    assert light == [INK, MUTED, ON_DEEP, ON_DEEP_MUTED, OCHRE_ON_DEEP]


# What fails is mended by what is proposed


@pytest.mark.parametrize("key", ["accent", "header", "paper", "highlight", "regions"])
@pytest.mark.parametrize("colour", ["#000000", "#777777", "#ffffff", "#ff0000", "#00ff00", "#e8c46a", "#5fb0a8"])
def test_a_proposed_colour_passes(tmp_path: Path, key: str, colour: str) -> None:
    def problems(value: str) -> tuple[str, ...]:
        written = f'{{south-west: "{value}"}}' if key == "regions" else f'"{value}"'
        write_site(tmp_path / "site", {**SMALL, "site.yaml": f"{SITE_YAML}theme: {{{key}: {written}}}\n"})
        return tuple(one.hint or "" for one in problems_of(tmp_path / "site"))

    for hint in problems(colour):
        proposed = re.search(r"#\w{6}", hint)
        assert proposed, hint
        assert problems(proposed[0]) == ()


def test_a_site_s_own_stylesheet_is_linked_behind_the_theme_s(tmp_path: Path) -> None:
    files = made(tmp_path, **{"templates/assets/own.css": "h1 { color: red; }\n"})

    for path in ("index.html", "events/welcome/index.html"):
        linked = sheets(files[path])
        assert linked.index("/assets/own.css") > linked.index("/assets/theme.css") > linked.index("/assets/site.css")
