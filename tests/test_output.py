"""What machines make of the sample site's output: feeds, the sitemap, structured data, HTML, links."""

import json
import warnings
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.site_fixture import ROOT, SAMPLE_NOW, files_of, run_qsite

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import feedparser

URL = "https://commons.example.org/"
PAGES_OF_EVERY_KIND = (
    "index.html",
    "404.html",
    "stories/index.html",
    "stories/page/2/index.html",
    "stories/kind/blog/index.html",
    "stories/ask-the-porters/index.html",
    "events/index.html",
    "events/past/2017/index.html",
    "events/2017/10/index.html",
    "events/kind/masterclass/index.html",
    "events/community-event-2017/index.html",
    "events/run-chart-week/index.html",
    "regions/index.html",
    "regions/south-west/index.html",
    "regions/uk-wide/index.html",
    "programmes/masterclasses/index.html",
    "partners/south-west-ahsn/index.html",
    "people/oliver-watson/index.html",
    "series/index.html",
    "series/joining-stories/index.html",
    "tags/index.html",
    "tags/measurement/index.html",
    "about/index.html",
    "about/history/index.html",
    "numbers/index.html",
    "search/index.html",
    "subscribe/index.html",
    "whats-on/index.html",
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sample site as the program builds it."""
    output: Path = tmp_path_factory.mktemp("sample") / "output"
    done = run_qsite("build", ROOT, "--now", SAMPLE_NOW, "--output", output)
    assert done.returncode == 0, done.stdout + done.stderr
    return files_of(output)


def html_pages(files: dict[str, bytes]) -> dict[str, LexborHTMLParser]:
    return {path: LexborHTMLParser(data) for path, data in files.items() if path.endswith(".html")}


def address_of(path: str) -> str:
    return URL + path.removesuffix("index.html")


def path_at(address: str) -> str:
    """The file that a server gives for an address of the site."""
    path = unquote(urlsplit(address).path).lstrip("/")
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def test_every_feed_can_be_read(files: dict[str, bytes]) -> None:
    feeds = [path for path in files if path.endswith("feed.xml")]

    assert len(feeds) > 20
    for path in feeds:
        read = feedparser.parse(files[path])
        assert not read.bozo, (path, read.get("bozo_exception"))
        assert read.version == "atom10", path
        assert read.feed.title, path
        ids = [entry.id for entry in read.entries]
        assert len(ids) == len(set(ids)), path
        assert all(entry.link.startswith(URL) and path_at(entry.link) in files for entry in read.entries), path
        assert all(entry.updated_parsed for entry in read.entries), path


def test_every_json_feed_can_be_read(files: dict[str, bytes]) -> None:
    feeds = [path for path in files if path.endswith("feed.json")]

    assert len(feeds) > 20
    for path in feeds:
        read = json.loads(files[path])
        assert read["version"] == "https://jsonfeed.org/version/1.1", path
        assert all(path_at(item["url"]) in files for item in read["items"]), path


def test_the_sitemap_can_be_read_and_leads_to_pages(files: dict[str, bytes]) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ET.fromstring(files["sitemap.xml"])
    addresses = [element.text or "" for element in root.iter(f"{space}loc")]

    assert root.tag == f"{space}urlset"
    assert len(addresses) == len(set(addresses)) > 100
    assert [one for one in addresses if not one.startswith(URL) or path_at(one) not in files] == []


def test_the_structured_data_of_every_page_can_be_read(files: dict[str, bytes]) -> None:
    kinds: set[str] = set()
    for path, tree in html_pages(files).items():
        for node in tree.css('script[type="application/ld+json"]'):
            read = json.loads(node.text())
            for one in read if isinstance(read, list) else [read]:
                assert one["@context"] == "https://schema.org", path
                kinds.add(str(one["@type"]))

    assert len(kinds) >= 3, kinds


@pytest.mark.parametrize("path", PAGES_OF_EVERY_KIND)
def test_pages_of_every_kind_are_html_without_a_mistake(files: dict[str, bytes], path: str) -> None:
    parser = html5lib.HTMLParser(strict=True)

    parser.parse(files[path], transport_encoding="utf-8")


def test_every_page_has_a_title_a_language_and_a_heading(files: dict[str, bytes]) -> None:
    redirects = 0
    for path, tree in html_pages(files).items():
        assert tree.css_first("title") is not None, path
        assert tree.css_first("html[lang]") is not None, path
        if tree.css_first("meta[http-equiv=refresh]") is None:
            assert len(tree.css("h1")) == 1, path
        else:
            redirects += 1
    assert redirects > 3


def test_ids_stand_once_on_a_page(files: dict[str, bytes]) -> None:
    for path, tree in html_pages(files).items():
        ids = [node.attributes.get("id") for node in tree.css("[id]")]
        assert len(ids) == len(set(ids)), (path, sorted(str(one) for one in ids if ids.count(one) > 1))


def test_every_address_on_the_site_leads_to_a_file(files: dict[str, bytes]) -> None:
    broken = set()
    seen = 0
    for path, tree in html_pages(files).items():
        for node in tree.css("[href], [src], [action], [poster]"):
            for name in ("href", "src", "action", "poster"):
                written = node.attributes.get(name)
                target = urljoin(address_of(path), written or "")
                if not written or not target.startswith(URL):
                    continue
                seen += 1
                if path_at(target) not in files:
                    broken.add((path, written))

    assert seen > 1000
    assert sorted(broken) == []


def test_every_anchor_on_the_site_is_there(files: dict[str, bytes]) -> None:
    pages = html_pages(files)
    ids = {path: {node.attributes.get("id") for node in tree.css("[id]")} for path, tree in pages.items()}
    broken = set()
    for path, tree in pages.items():
        for node in tree.css("a[href*='#']"):
            written = node.attributes.get("href") or ""
            target = urljoin(address_of(path), written)
            anchor = unquote(urlsplit(target).fragment)
            if target.startswith(URL) and anchor and anchor not in ids.get(path_at(target), set()):
                broken.add((path, written))

    assert sorted(broken) == []
