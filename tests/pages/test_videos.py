"""Where videos play: every address that people copy leads to its player, and to no other."""

import json
import re
from pathlib import Path

import pytest

from qsite.build.request import Outcome
from qsite.pages.videos import Player, player_of
from qsite.problem import Code
from tests.site_fixture import SMALL, built, files_of, write_site
from tests.whole_site import picture

YOUTUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0"
VIMEO = "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"
TUBE = "https://videos.example.org/videos/embed/{}?autoplay=1&p2p=0&warningTitle=0"
UUID = "9c9de5e8-0a1e-484a-b099-e80766180a6d"
SHORT = "kkGMgK9ZtnKfYAgnEtQxbv"


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("https://youtube.com/watch?list=PL1&v=dQw4w9WgXcQ", YOUTUBE),
        ("https://m.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("http://www.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ?si=abc&t=90", f"{YOUTUBE}&start=90"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1m30s", f"{YOUTUBE}&start=90"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ#t=1h2m3s", f"{YOUTUBE}&start=3723"),
        ("https://www.youtube.com/embed/dQw4w9WgXcQ?start=12", f"{YOUTUBE}&start=12"),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", YOUTUBE),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", YOUTUBE),
        ("https://www.youtube.com/live/dQw4w9WgXcQ?feature=share", YOUTUBE),
        ("https://vimeo.com/76979871", VIMEO),
        ("https://vimeo.com/76979871/abcdef0123", f"{VIMEO}&h=abcdef0123"),
        ("https://vimeo.com/channels/staffpicks/76979871", VIMEO),
        ("https://player.vimeo.com/video/76979871?h=abcdef0123", f"{VIMEO}&h=abcdef0123"),
        ("https://vimeo.com/76979871#t=1m5s", f"{VIMEO}#t=65s"),
        (f"https://videos.example.org/w/{SHORT}", TUBE.format(SHORT)),
        (f"https://videos.example.org/w/{UUID}", TUBE.format(UUID)),
        (f"https://videos.example.org/videos/watch/{UUID}?start=1m5s", f"{TUBE.format(UUID)}&start=65"),
        (f"https://videos.example.org/videos/embed/{UUID}", TUBE.format(UUID)),
    ],
)
def test_a_page_s_address_leads_to_its_player(address: str, source: str) -> None:
    player = player_of(address)

    assert player is not None
    assert (player.kind, player.source) == ("frame", source)
    assert player.host == source.split("/")[2]


@pytest.mark.parametrize(
    ("address", "media_type"),
    [
        ("https://files.example.org/a/film.mp4", "video/mp4"),
        ("https://files.example.org/FILM.WEBM?download=1", "video/webm"),
    ],
)
def test_a_file_plays_as_what_it_is(address: str, media_type: str) -> None:
    assert player_of(address) == Player("file", address, "files.example.org", media_type)


@pytest.mark.parametrize(
    "address",
    [
        "https://videos.example.org/our-film",
        "https://www.youtube.com/",
        "https://www.youtube.com/@somebody",
        "https://www.youtube.com/playlist?list=PL1",
        "https://www.youtube.com/watch?v=short",
        "https://youtube.com.example.org/watch?v=dQw4w9WgXcQ",
        "https://notyoutube.com/watch?v=dQw4w9WgXcQ",
        "https://youtu.be/",
        "https://vimeo.com/about",
        "https://example.org/w/not-an-id",
        "https://example.org/w/p/kkGMgK9ZtnKfYAgnEtQxbv",
        f"http://videos.example.org/w/{UUID}",
        "http://files.example.org/film.mp4",
        "https://files.example.org/film.mp4/about",
        "https://[broken/watch",
    ],
)
def test_of_what_nobody_knows_how_to_play_the_link_is_left(address: str) -> None:
    assert player_of(address) is None


@pytest.mark.parametrize("time", ["0", "", "abc", "-5", "1e3", "9999999999", '90"><script>'])
def test_a_time_that_is_none_is_left_out(time: str) -> None:
    player = player_of(f"https://youtu.be/dQw4w9WgXcQ?t={time}")

    assert player is not None
    assert player.source == YOUTUBE


def site_with(video: str, folder: Path) -> Outcome:
    """What a build did of a site whose only story has a video."""
    story = f"---\ntitle: A film\ndate: 2018-04-01\nvideo: {video}\n---\n\nWords.\n"
    site = write_site(folder / "site", {**SMALL, "content/stories/2018-04-01-film.md": story})
    films = site / "content" / "films"
    films.mkdir()
    for name in ("rain.mp4", "rain.vtt", "rain.jpg"):
        (films / name).write_bytes(picture("grey", 16, "JPEG") if name.endswith("jpg") else b"rain")
    return built(site, folder / "output")


def test_a_file_of_the_site_is_published_with_its_captions_and_poster(tmp_path: Path) -> None:
    outcome = site_with(
        "{url: ../films/rain.mp4, captions: /content/films/rain.vtt, poster: ../films/rain.jpg}", tmp_path
    )

    assert outcome.published, outcome.problems
    files = files_of(tmp_path / "output")
    page = files["stories/film/index.html"].decode()
    assert {"films/rain.mp4", "films/rain.vtt"} <= files.keys()
    assert 'data-source="/films/rain.mp4"' in page
    assert 'data-type="video/mp4"' in page
    assert 'data-captions="/films/rain.vtt"' in page
    assert "video-asks" not in page


def test_a_page_without_a_video_loads_nothing_for_one(tmp_path: Path) -> None:
    site_with("../films/rain.mp4", tmp_path)

    files = files_of(tmp_path / "output")
    assert b"video.js" in files["stories/film/index.html"]
    assert b"video.js" not in files["stories/bath/index.html"]
    assert b"video.css" not in files["events/welcome/index.html"]


@pytest.mark.parametrize(
    ("video", "code"),
    [
        ("../films/snow.mp4", Code.MISSING_FILE),
        ("{url: ../films/rain.mp4, captions: ../films/snow.vtt}", Code.MISSING_FILE),
        ("../../../rain.mp4", Code.BAD_LINK_OUT),
        ("../films/rain.avi", Code.BAD_ADDRESS),
        ("example.org/film", Code.BAD_ADDRESS),
    ],
)
def test_a_video_that_is_not_there_is_an_error_at_its_line(tmp_path: Path, video: str, code: Code) -> None:
    outcome = site_with(video, tmp_path)

    assert not outcome.published
    assert [(one.code, one.place.line) for one in outcome.problems if one.place] == [(code, 4)]


def test_search_engines_are_told_of_a_video(tmp_path: Path) -> None:
    address = "https://youtu.be/dQw4w9WgXcQ"
    site_with(f"{{url: '{address}', title: Rain, poster: ../films/rain.jpg, transcript: It *rained*.}}", tmp_path)

    page = files_of(tmp_path / "output")["stories/film/index.html"].decode()
    told = [json.loads(text) for text in re.findall(r"ld\+json\">(.*?)</script>", page)]
    (video,) = [one["video"] for one in told if isinstance(one, dict) and "video" in one]
    poster = video.pop("thumbnailUrl")
    assert video == {
        "@type": "VideoObject",
        "name": "Rain",
        "description": "Words.",
        "uploadDate": "2018-04-01",
        "embedUrl": "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0",
        "url": address,
        "transcript": "It rained.",
    }
    assert len(poster) == 1
    assert poster[0].startswith("https://example.org/films/")
