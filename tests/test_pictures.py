"""Pictures from the content to the site: what pages offer, what the files hold, and when they are made."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from qsite.build.build import build
from qsite.build.request import Outcome, Request
from tests.site_fixture import asked, files_of, told, write_site
from tests.source.test_rasters import cut, photograph, saved

CLOCK = datetime(2018, 6, 1, 9, tzinfo=UTC)
STORY = "content/stories/2018-03-12-bath.md"
PAGE = "stories/bath/index.html"
NO_CARDS = "title: Ours\nurl: https://example.org/q/\npictures: {cards: false}\n"
SHOWN = "---\ntitle: Bath\nimage: {src: ../images/wall.jpg, alt: A wall}\n---\n\nIt rained.\n"
IN_BODY = '---\ntitle: Bath\n---\n\n![An "odd" > wall](../images/wall.jpg "Title")\n'
SECRET = "Secret camera"


class Site:
    """A site in a folder, built again and again."""

    def __init__(self, folder: Path, texts: Mapping[str, str], pictures: Mapping[str, bytes]) -> None:
        self.folder, self.output = folder / "site", folder / "output"
        self.write({"site.yaml": NO_CARDS, **texts}, pictures)

    def write(self, texts: Mapping[str, str], pictures: Mapping[str, bytes]) -> None:
        write_site(self.folder, texts)
        for path, data in pictures.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_bytes(data)

    def build(self, output: Path | None = None, **options: Any) -> Outcome:
        return build(Request(site=self.folder, output=output or self.output, clock=CLOCK, **options))

    def built(self, **options: Any) -> dict[str, bytes]:
        outcome = self.build(**options)
        assert outcome.published, told(outcome)
        return files_of(self.output)

    @property
    def kept(self) -> dict[str, int]:
        """When each picture that is kept was written."""
        folder = self.folder / ".qsite/pictures"
        return {one.name: one.stat().st_mtime_ns for one in folder.iterdir()} if folder.exists() else {}


def one(folder: Path, data: bytes, text: str = SHOWN, path: str = "content/images/wall.jpg") -> Site:
    return Site(folder, {STORY: text}, {path: data})


def pictures(files: Mapping[str, bytes]) -> dict[str, Image.Image]:
    found: dict[str, Image.Image] = {}
    for path, data in files.items():
        if path.startswith("images/"):
            found[path] = Image.open(BytesIO(data))
            found[path].load()
    return found


def offered(html: str) -> dict[str, list[str]]:
    """The files that a page's pictures offer, by media type; those of `src` under ""."""
    found: dict[str, list[str]] = {"": re.findall(r'<img[^>]* src="([^"]+)"', html)}
    for tag in re.findall(r"<source[^>]*>", html):
        kind, srcset = re.search(r' type="([^"]+)"', tag), re.search(r' srcset="([^"]+)"', tag)
        assert kind
        assert srcset
        found.setdefault(kind[1], []).extend(part.split()[0] for part in srcset[1].split(", "))
    return found


def from_a_camera(way: int = 6, kind: str = "JPEG") -> bytes:
    """A picture that is red at its upper left as it is stored, with what a camera writes beside it."""
    picture = Image.new("RGB", (1500, 1000), "blue")
    picture.paste("red", (0, 0, 400, 400))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = way, SECRET
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 0.0)})
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><n>{SECRET}</n></x:xmpmeta>'.encode()
    return saved(picture, kind, exif=exif, xmp=xmp, comment=SECRET.encode())


@pytest.mark.parametrize("text", [SHOWN, IN_BODY])
def test_a_page_offers_a_picture_in_sizes_and_formats_that_are_there(text: str, tmp_path: Path) -> None:
    files = one(tmp_path, saved(photograph(1500, 1000), "JPEG"), text).built()

    found = offered(files[PAGE].decode())

    assert found.keys() == {"", "image/avif", "image/webp"}
    assert [len(names) for names in found.values()] == [1, 5, 5]
    widths = {}
    for name in {name for names in found.values() for name in names}:
        path = name.removeprefix("/q/")
        widths[path] = Image.open(BytesIO(files[path])).width
        assert path.rpartition("-")[2].partition(".")[0] == str(widths[path])
    assert sorted(set(widths.values())) == [320, 640, 960, 1200, 1280, 1500]
    assert [path for path in files if path.startswith("images/") and path not in widths] == []


def test_a_picture_says_its_size_and_when_it_loads(tmp_path: Path) -> None:
    files = one(tmp_path, saved(photograph(1500, 1000), "JPEG"), SHOWN + IN_BODY.partition("\n\n")[2]).built()

    first, second = re.findall(r"<img[^>]*>", files[PAGE].decode())

    for tag in (first, second):
        assert 'width="1200" height="800"' in tag
        assert 'decoding="async"' in tag
    assert 'fetchpriority="high"' in first
    assert "lazy" not in first
    assert 'loading="lazy"' in second
    assert 'alt="An &quot;odd&quot; &gt; wall"' in second or 'alt="An &quot;odd&quot; > wall"' in second


@pytest.mark.parametrize("way", range(1, 9))
def test_pictures_are_upright(way: int, tmp_path: Path) -> None:
    red_at = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}
    settings = "title: Ours\nurl: https://example.org/q/\npictures: {cards: false, widths: [60]}\n"
    site = one(tmp_path, from_a_camera(way))
    site.write({"site.yaml": settings}, {})

    found = pictures(site.built())

    assert len(found) == 3
    for path, picture in found.items():
        assert (picture.width > picture.height) == (way < 5), path
        for right in (0, 1):
            for below in (0, 1):
                at = (8 + right * (picture.width - 17), 8 + below * (picture.height - 17))
                pixel = picture.convert("RGB").getpixel(at)
                assert isinstance(pixel, tuple)
                assert (pixel[0] > 200) == ((right, below) == red_at[way]), (path, at)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_nothing_that_a_camera_wrote_is_published(kind: str, tmp_path: Path) -> None:
    data = from_a_camera(kind=kind)
    assert SECRET.encode() in data

    files = one(tmp_path, data).built()

    assert [path for path, text in files.items() if SECRET.encode() in text] == []
    for path, picture in pictures(files).items():
        assert not picture.getexif(), path
        assert not picture.info.keys() & {"exif", "xmp", "icc_profile", "comment", "XML:com.adobe.xmp"}, path


def test_colours_are_brought_to_srgb(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    swapped = Image.new("LAB", (40, 40), (128, 128 + 60, 128))
    red = ImageCms.profileToProfile(
        swapped, ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), outputMode="RGB"
    )
    assert red is not None
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    for number, (picture, given) in enumerate(((red, srgb), (red, profile), (red, b"no profile"))):
        files = one(tmp_path / str(number), saved(picture, "JPEG", icc_profile=given, quality=95)).built()
        for path, found in pictures(files).items():
            pixel, expected = found.convert("RGB").getpixel((20, 20)), red.getpixel((20, 20))
            assert isinstance(pixel, tuple)
            assert isinstance(expected, tuple)
            assert all(abs(a - b) < 12 for a, b in zip(pixel, expected, strict=True)), path
            assert "icc_profile" not in found.info


@pytest.mark.parametrize(
    ("picture", "kind"),
    [
        (photograph().convert("CMYK"), "JPEG"),
        (photograph().convert("L"), "JPEG"),
        (photograph().quantize(64), "PNG"),
        (photograph().convert("1"), "PNG"),
        (Image.new("I;16", (90, 60), 40_000), "PNG"),
        (photograph().convert("RGBA"), "PNG"),
        (photograph().convert("LA"), "PNG"),
        (photograph(1, 60), "PNG"),
        (photograph(2000, 1), "PNG"),
    ],
)
def test_every_kind_of_picture_is_shown_by_every_browser(picture: Image.Image, kind: str, tmp_path: Path) -> None:
    files = one(tmp_path, saved(picture, kind)).built()

    for path, found in pictures(files).items():
        assert found.mode in ("RGB", "RGBA"), path
        assert found.width <= picture.width, path


def test_what_is_see_through_stays_so(tmp_path: Path) -> None:
    clear = photograph(700, 400).convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize((700, 400)))

    files = one(tmp_path, saved(clear, "PNG")).built()

    found = pictures(files)
    assert {path.rpartition(".")[2] for path in found} == {"png", "webp", "avif"}
    assert {picture.mode for picture in found.values()} == {"RGBA"}
    assert "tone-" not in files[PAGE].decode()


def test_a_drawing_loses_nothing(tmp_path: Path) -> None:
    drawing = Image.new("RGB", (60, 60), "white")
    drawing.paste("teal", (13, 7, 41, 44))

    found = pictures(one(tmp_path, saved(drawing, "PNG")).built())

    assert {path.rpartition(".")[2] for path in found} == {"png", "webp"}
    assert {picture.convert("RGB").tobytes() for picture in found.values()} == {drawing.tobytes()}


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_a_moving_picture_moves_unless_readers_want_no_motion(kind: str, tmp_path: Path) -> None:
    frames = [Image.new("RGB", (90, 60), colour) for colour in ("red", "green", "blue")]
    data = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=120, loop=0, lossless=True)

    files = one(tmp_path, data).built()

    still, moving = re.findall(r"<source[^>]*>", files[PAGE].decode())
    assert "prefers-reduced-motion: reduce" in still
    assert "media" not in moving
    found = pictures(files)
    [path] = [path for path in found if "moving" in path]
    assert getattr(found[path], "n_frames", 1) == 3
    assert found[path].info["duration"] == 120
    assert found[path].info["loop"] == 0
    assert [getattr(one, "n_frames", 1) for name, one in found.items() if name != path] == [1, 1]


def test_a_huge_picture_is_made_small(tmp_path: Path) -> None:
    files = one(tmp_path, saved(Image.new("RGB", (9_000, 5_500), "teal"), "JPEG")).built()

    assert max(picture.width for picture in pictures(files).values()) == 1920
    assert sum(len(data) for path, data in files.items() if path.startswith("images/")) < 300_000


def test_a_person_and_a_logo_are_small(tmp_path: Path) -> None:
    texts = {"content/people/jo.md": "---\nname: Jo\nphoto: ../images/wall.jpg\n---\n\nHello.\n"}
    site = Site(tmp_path, texts, {"content/images/wall.jpg": saved(photograph(1500, 1000), "JPEG")})

    assert {picture.width for picture in pictures(site.built()).values()} == {160, 320, 480}


def test_a_list_names_no_file_that_is_larger_than_it_needs(tmp_path: Path) -> None:
    files = one(tmp_path, saved(photograph(1500, 1000), "JPEG")).built()

    found = offered(files["stories/index.html"].decode())["image/avif"]
    assert [name.rpartition("-")[2] for name in found] == ["320.avif", "640.avif", "960.avif"]


def test_the_preview_of_a_link_and_the_feed_have_a_jpeg(tmp_path: Path) -> None:
    files = one(tmp_path, saved(photograph(1500, 1000), "WEBP"), SHOWN + IN_BODY.partition("\n\n")[2]).built()

    preview = re.search(r'property="og:image" content="https://example.org/q/([^"]+)"', files[PAGE].decode())
    assert preview
    assert Image.open(BytesIO(files[preview[1]])).format == "JPEG"
    assert Image.open(BytesIO(files[preview[1]])).width == 1200
    feed = files["feed.xml"].decode()
    assert f"https://example.org/q/{preview[1]}" in feed
    assert "srcset" not in feed


def test_an_original_is_published_where_it_is_linked_to(tmp_path: Path) -> None:
    data = saved(photograph(), "JPEG")
    linked = "---\ntitle: Bath\n---\n\n[The wall](../images/wall.jpg)\n"

    assert one(tmp_path / "linked", data, linked).built()["images/wall.jpg"] == data
    assert "images/wall.jpg" not in one(tmp_path / "shown", data).built()


def test_without_pictures_all_is_published_as_it_is(tmp_path: Path) -> None:
    data = from_a_camera()
    site = one(tmp_path, data, SHOWN + IN_BODY.partition("\n\n")[2])
    site.write({"site.yaml": "title: Ours\nurl: https://example.org/q/\npictures: false\n"}, {})

    files = site.built()

    assert [path for path in files if path.startswith("images/")] == ["images/wall.jpg"]
    assert files["images/wall.jpg"] == data
    assert "<picture" not in files[PAGE].decode()
    assert 'width="1000" height="1500"' in files[PAGE].decode()
    assert site.kept == {}


def test_a_site_may_choose_widths_and_quality(tmp_path: Path) -> None:
    data = saved(photograph(1500, 1000), "JPEG")
    before = one(tmp_path / "before", data).built()
    site = one(tmp_path / "after", data)
    site.write({"site.yaml": NO_CARDS.replace("cards: false", "cards: false, quality: 30, widths: [700, 350]")}, {})

    after = site.built()

    assert {picture.width for picture in pictures(after).values()} == {350, 700, 1200}
    assert len(after[next(path for path in after if path.endswith("1200.jpg"))]) < len(
        before[next(path for path in before if path.endswith("1200.jpg"))]
    )
    assert not before.keys() & {path for path in after if path.startswith("images/")}


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("pictures: perhaps", "site.yaml:3"),
        ("pictures: {quality: 101}", "site.yaml:3"),
        ("pictures: {widths: [5]}", "site.yaml:3"),
        ("pictures: {widths: 500}", "site.yaml:3"),
        ("pictures: {size: 5}", "site.yaml:3"),
    ],
)
def test_settings_that_make_no_sense_are_errors(written: str, at: str, tmp_path: Path) -> None:
    site = one(tmp_path, saved(photograph(), "JPEG"))
    site.write({"site.yaml": f"title: Ours\nurl: https://example.org/q/\n{written}\n"}, {})

    outcome = site.build()

    assert [str(problem.place).startswith(at) for problem in outcome.problems if problem.is_error] == [True]


@pytest.mark.parametrize(
    ("text", "line"),
    [(SHOWN, 3), (IN_BODY, 5), ("---\ntitle: Bath\n---\n\nNothing.\n", 0)],
)
def test_a_broken_picture_is_an_error_where_it_is_named(text: str, line: int, tmp_path: Path) -> None:
    outcome = one(tmp_path, cut(saved(photograph(900, 600), "JPEG")), text).build()

    [problem] = outcome.problems
    assert problem.is_error
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == ((STORY, line) if line else ("content/images/wall.jpg", 1))
    assert not line or "content/images/wall.jpg" in problem.message


def test_a_second_build_makes_nothing_and_a_lost_output_is_filled_from_what_is_kept(tmp_path: Path) -> None:
    site = one(tmp_path, saved(photograph(700, 400), "JPEG"))
    files, kept = site.built(), site.kept
    assert len(kept) == len(pictures(files))

    assert site.build().written == ()
    assert site.build(closely=True).written == ()
    for path in site.output.glob("images/*"):
        path.unlink()

    assert site.built() == files
    assert site.kept == kept


def test_what_is_kept_outlives_another_version_of_the_program(tmp_path: Path) -> None:
    site = one(tmp_path, saved(photograph(700, 400), "JPEG"))
    files, kept = site.built(), site.kept
    (site.folder / ".qsite/cache.db").unlink()

    assert site.built() == files
    assert site.kept == kept


@pytest.mark.parametrize("noise", [b"", b"noise", b"\0" * 5000])
def test_what_is_kept_and_harmed_is_made_again(noise: bytes, tmp_path: Path) -> None:
    site = one(tmp_path, saved(photograph(700, 400), "JPEG"))
    files = site.built()
    for path in (*site.output.glob("images/*"), *(site.folder / ".qsite/pictures").iterdir()):
        path.write_bytes(noise)

    assert site.built() == files


def test_what_nobody_shows_any_more_is_forgotten(tmp_path: Path) -> None:
    site = one(tmp_path, saved(photograph(700, 400), "JPEG"))
    site.built()
    before = site.kept
    site.write({}, {"content/images/wall.jpg": saved(photograph(600, 400), "JPEG")})

    files = site.built()

    assert not before.keys() & site.kept.keys()
    assert len(site.kept) == len(pictures(files))


@pytest.mark.parametrize("workers", [2, 3])
def test_the_bytes_are_the_same_for_any_number_of_workers(workers: int, tmp_path: Path) -> None:
    texts = {f"content/stories/2018-03-1{n}-s{n}.md": SHOWN.replace("wall", f"wall{n}") for n in range(5)}
    data = {f"content/images/wall{n}.jpg": saved(photograph(600 + n, 400), "JPEG") for n in range(5)}
    settings = {"site.yaml": NO_CARDS.replace("{cards: false}", "true")}
    alone = Site(tmp_path / "alone", {**texts, **settings}, data).built(workers=1)
    together = Site(tmp_path / "together", {**texts, **settings}, data).built(workers=workers)

    assert together == alone


def test_two_names_for_one_picture_do_no_harm(tmp_path: Path) -> None:
    data = saved(photograph(), "JPEG")
    text = SHOWN + "\n![A](../images/wall.jpeg) ![B](../images/wall.jpg) ![C](../images/wall.jpg?x#y)\n"
    site = Site(tmp_path, {STORY: text}, {"content/images/wall.jpg": data, "content/images/wall.jpeg": data})

    assert len(pictures(site.built())) == 3


def test_explain_tells_what_is_made_from_a_picture(tmp_path: Path) -> None:
    site = one(tmp_path, saved(photograph(), "JPEG"))
    path = min(pictures(site.built()))

    assert f"/{path}" in asked("explain", "content/images/wall.jpg", site.folder).stdout
    assert "made from: content/images/wall.jpg" in asked("explain", f"/{path}", site.folder).stdout


@pytest.mark.parametrize("name", ["w" * 240, "ŵ" * 120, "🎉" * 60])
def test_a_long_name_is_cut(name: str, tmp_path: Path) -> None:
    site = one(tmp_path, saved(photograph(), "JPEG"), SHOWN.replace("wall", name), f"content/images/{name}.jpg")

    assert max(len(path) for path in pictures(site.built())) < 120
