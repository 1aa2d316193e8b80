"""What a preview answers: the pages that `build` writes, and nothing that is not the site's."""

import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from qsite.build.build import build
from qsite.build.request import Request
from qsite.moments import moment
from tests.serve_running import NOW, Events, Running, serving
from tests.site_fixture import CLOCK, files_of, run_qsite, write_site
from tests.whole_site import whole_site

SECRET = "nobody may read this"


def put(site: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    return site


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("answers")
    (folder / "secret.txt").write_text(SECRET)
    site = put(folder / "site", whole_site())
    (site / ".env").write_text(SECRET)
    with serving(site) as found:
        yield found


@pytest.fixture(scope="module")
def expected(running: Running, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    site = put(tmp_path_factory.mktemp("clean") / "site", whole_site())
    output = tmp_path_factory.mktemp("built") / "output"
    outcome = build(Request(site=site, output=output, clock=CLOCK, now=moment(NOW), drafts=True, cached=False))
    assert outcome.published
    return files_of(output)


def test_every_file_is_what_build_writes(running: Running, expected: dict[str, bytes]) -> None:
    different = [path for path, data in expected.items() if running.output(path).page != data]

    assert different == []


def test_files_have_their_types(running: Running, expected: dict[str, bytes]) -> None:
    types = {
        "stories/bath/index.html": "text/html; charset=utf-8",
        "feed.xml": "application/atom+xml",
        "feed.json": "application/feed+json",
        "events/calendar.ics": "text/calendar; charset=utf-8",
        "sitemap.xml": "application/xml",
        "robots.txt": "text/plain; charset=utf-8",
        "images/logo.svg": "image/svg+xml",
        "assets/site.css": "text/css; charset=utf-8",
        "assets/site.js": "text/javascript; charset=utf-8",
    }
    pictures = {ending: f"image/{ending}" for ending in ("avif", "webp", "png")}
    types |= {path: pictures[kind] for path in expected if (kind := path.rpartition(".")[2]) in pictures}
    assert {"image/avif", "image/png"} <= set(types.values())
    assert types.keys() <= expected.keys()

    assert {path: running.output(path).type for path in types} == types


def test_nothing_may_be_kept_by_browsers(running: Running) -> None:
    for path in ("/", "/assets/site.css", "/nowhere/", "/images/logo.svg", "/-/preview.js"):
        assert running.get(path).headers["cache-control"] == "no-store"


def test_what_is_not_there_gets_the_sites_own_page(running: Running, expected: dict[str, bytes]) -> None:
    got = running.get("/nowhere/")

    assert got.status == 404
    assert got.page == expected["404.html"]


def test_a_folder_without_its_slash_leads_to_it(running: Running) -> None:
    got = running.get("/stories/bath?x=1")

    assert (got.status, got.headers["location"]) == (302, "/stories/bath/?x=1")
    assert running.get("/stories/bath/index.html").page == running.get("/stories/bath/").page


def test_head_has_no_body(running: Running) -> None:
    got = running.get("/stories/", method="HEAD")

    assert (got.status, got.body) == (200, b"")
    assert int(got.headers["content-length"]) > 0


def test_an_old_address_leads_on_as_in_a_build(running: Running, expected: dict[str, bytes]) -> None:
    assert running.get("/old/").page == expected["old/index.html"]


def test_part_of_a_film_can_be_asked_for(running: Running) -> None:
    got = running.get("/humans.txt", headers={"Range": "bytes=1-2"})

    assert (got.status, got.body) == (206, b"s.")


def test_another_method_is_refused(running: Running) -> None:
    assert running.get("/stories/", method="POST").status == 405
    assert running.get("/-/now", method="GET").status in (404, 405)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "localhost.evil", "[::2]", "a b", "@127.0.0.1"],
)
def test_a_foreign_host_is_refused(running: Running, host: str) -> None:
    got = running.get("/", headers={"Host": host})

    assert got.status in (400, 421)
    assert b"<html" not in got.body


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "localhost:1234", "[::1]:8000", "LOCALHOST"])
def test_this_machine_may_be_called_by_its_names(running: Running, host: str) -> None:
    assert running.get("/", headers={"Host": host}).status == 200


def test_another_site_may_not_move_the_clock(running: Running) -> None:
    got = running.get("/-/now", method="POST", body="now=2019-01-01", headers={"Origin": "https://evil.example"})

    assert got.status == 403


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%252e%252e%252fsecret.txt",
        "/assets/../../../secret.txt",
        "/assets/%2e%2e/%2e%2e/%2e%2e/secret.txt",
        "/..\\secret.txt",
        "//secret.txt",
        "/./../secret.txt",
        "/site.yaml",
        "/.env",
        "/content/stories/2018-03-12-bath.md",
        "/templates/base.html",
        "/.qsite/cache.db",
        "/humans.txt%00",
        "/%00",
        "/-/../../secret.txt",
        "/-/secret.txt",
        "/etc/passwd",
        "//etc/passwd",
        "/%ff%fe",
    ],
)
def test_nothing_outside_the_site_is_served(running: Running, path: str) -> None:
    got = running.get(path)

    assert got.status in (400, 404)
    assert SECRET not in got.body.decode("utf-8", "replace")


def test_links_that_lead_out_of_the_site_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    site = write_site(
        tmp_path / "site", {"content/pages/about.md": "---\ntitle: About\n---\n\n![x](/content/images/a.png)\n"}
    )
    links = ("content/static/out.txt", "content/images/a.png", "templates/assets/out.css", "templates/out.html")
    for path in links:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).symlink_to(secret)
    with serving(site) as running:
        for path in ("/out.txt", "/images/a.png", "/assets/out.css", "/about/"):
            assert SECRET not in running.get(path).body.decode("utf-8", "replace")
        problems = running.get("/-/problems").text
        assert [path for path in links if f"{path}:1:1  error  link-out-of-site" not in problems] == []


def test_a_redirect_never_leaves_the_site(running: Running) -> None:
    assert running.get("//evil.example/stories").status == 404
    for to in ("//evil.example/", "https://evil.example/", "/\\evil.example/"):
        got = running.get(f"/-/in-spite?to={to}")
        assert got.headers["location"] == "/"


def test_the_preview_is_one_marked_snippet_without_script_or_style_of_its_own(running: Running) -> None:
    text = running.get("/stories/bath/").text
    snippets = re.findall(r"<!-- qsite preview -->(.*?)<!-- /qsite preview --></body>", text, re.DOTALL)

    assert len(snippets) == 1
    assert "style=" not in snippets[0]
    assert "<style" not in snippets[0]
    assert re.findall(r"<script([^>]*)>(.*?)</script>", snippets[0]) != []
    assert all(
        "src=" in head and not inner for head, inner in re.findall(r"<script([^>]*)>(.*?)</script>", snippets[0])
    )
    assert re.findall(r"<[^>]*\son[a-z]+=", snippets[0]) == []


def test_the_bar_names_the_file_and_opens_it(running: Running) -> None:
    story, event = running.get("/stories/bath/").text, running.get("/events/monthly/").text

    path = (running.site / "content/stories/2018-03-12-bath.md").resolve()
    assert f'<a href="vscode://file{path}:1">content/stories/2018-03-12-bath.md</a>' in story
    assert (
        f'south-west.yaml:{_line(running.site, "- id: monthly")}">content/events/south-west.yaml#monthly</a>' in event
    )


def _line(site: Path, text: str) -> int:
    lines = (site / "content/events/south-west.yaml").read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(text))


def test_drafts_and_stories_to_come_have_a_ribbon(running: Running) -> None:
    assert "Draft: only you see this" in running.get("/stories/draft/").text
    assert re.search("Not yet: appears on .*1 July 2018", running.get("/stories/later/").text)
    assert "ribbon" not in running.get("/stories/bath/").text


def test_without_drafts_they_are_not_there(tmp_path: Path) -> None:
    with serving(put(tmp_path, whole_site()), "--no-drafts") as running:
        assert running.get("/stories/draft/").status == 404
        assert running.get("/stories/later/").status == 404
        assert running.get("/stories/bath/").status == 200


def test_a_site_below_a_path_is_served_there(tmp_path: Path) -> None:
    site = write_site(
        tmp_path,
        {
            "site.yaml": "title: T\nurl: https://example.org/q/\n",
            "content/stories/2018-03-12-bath.md": "---\ntitle: Bath\n---\n\nIt rained.\n",
        },
    )
    with serving(site) as running:
        assert (running.get("/").status, running.get("/").headers["location"]) == (302, "/q/")
        assert running.get("/q").headers["location"] == "/q/"
        story = running.get("/q/stories/bath/")
        assert story.status == 200
        assert 'href="https://example.org/q/stories/bath/"' in story.text
        href = re.search(r'rel="stylesheet" href="(/q/assets/[^"]+)"', story.text)
        assert href
        assert running.get(href[1]).status == 200
        assert running.get("/stories/bath/").status == 404


def test_a_taken_port_gives_way_to_the_next(tmp_path: Path) -> None:
    site = write_site(tmp_path, {})
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving(site, "--port", str(port)) as running:
            assert running.said[0] == f"Port {port} is taken; this is the next free one."
            assert running.said[1].startswith("http://127.0.0.1:")
            assert running.get("/").status == 200


def test_the_address_is_said_first(running: Running) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", running.said[0])


def test_ctrl_c_ends_at_once_though_a_browser_listens(tmp_path: Path) -> None:
    with serving(write_site(tmp_path, {})) as running:
        with Events(running, "/") as browser:
            browser.next()
            began = time.monotonic()

            code = running.interrupt()

            assert (code, time.monotonic() - began < 10) == (0, True)
        running.until(lambda: running.said[-1] == "Stopped.", ends=True)
        assert "Traceback" not in "\n".join(running.said)


def test_the_browser_is_opened_where_one_asks(tmp_path: Path) -> None:
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}.part\nmv {opened}.part {opened}\n')
    browser.chmod(0o755)
    site = write_site(tmp_path / "site", {"site.yaml": "title: T\nurl: https://example.org/q/\n"})
    with serving(site, "--open", environment={"BROWSER": str(browser)}) as running:
        running.until(opened.exists)
        assert opened.read_text() == f"{running.address}/q/\n"


def test_a_folder_without_a_site_is_wrong_usage(tmp_path: Path) -> None:
    ended = run_qsite("serve", tmp_path)

    assert ended.returncode == 2
    assert "site.yaml" in ended.stderr


def test_the_forms_are_left_alone(tmp_path: Path) -> None:
    """What is being written there would be lost if the page came anew."""
    files = {
        "site.yaml": b"title: Our site\nurl: https://example.org/\ncms: true\n",
        "content/stories/2018-03-12-welcome.md": b"---\ntitle: Welcome\n---\n\nWe met.\n",
    }
    with serving(put(tmp_path / "site", files)) as found:
        assert "qsite preview" in found.get("/stories/welcome/").text
        forms = found.get("/admin/")

    assert forms.status == 200
    assert "qsite preview" not in forms.text
