"""A small site of one's own: its settings, its regions, an example of each kind, and what publishes it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

from qsite.authoring.model import Kind, kinds, settings_keys
from qsite.authoring.new_file import Given, events_file, lines, markdown_file, schema_line
from qsite.authoring.vocabulary import Vocabulary

_Example = Callable[[str, Given, str], str]
_EXAMPLE = "# An example. Make it yours, or delete this file: nothing else needs it."
_NO_WORDS = Vocabulary({}, {})
_STORY = """\
Who met, where, and what came of it. The first paragraph is what lists show, unless you write a `summary`.

## A heading

- An empty line stands before a list.
- Bring biscuits.

Link to other pages by their files: [about us](../pages/about.md).
"""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a site begins with: its name, its address, and its regions as ids with their names."""

    title: str
    url: str
    regions: Mapping[str, str]


def starter(beginning: Beginning, today: date, version: str) -> Mapping[str, str]:
    """Every file of a new site, by its path."""
    found = dict(_content(beginning, today))
    found["site.yaml"] = _settings(beginning)
    found["requirements.txt"] = f"qsite=={version}\n"
    found[".gitignore"] = "/output/\n/.qsite/\n"
    found[".github/workflows/site.yml"] = files("qsite.authoring").joinpath("workflow.yml").read_text(encoding="utf-8")
    return dict(sorted(found.items()))


def _settings(beginning: Beginning) -> str:
    kind = Kind(name="site", folder="", label="Site", says="", keys=settings_keys())
    written = lines(kind, {"title": beginning.title, "url": beginning.url}, _NO_WORDS)
    return schema_line("site.yaml", "site") + "".join(f"{line}\n" for line in written)


def _content(beginning: Beginning, today: date) -> Iterator[tuple[str, str]]:
    known = kinds()
    words = Vocabulary({"regions": beginning.regions}, {})
    home = next(iter(beginning.regions))

    def example(kind: str, given: Given, body: str) -> str:
        text = markdown_file(known[kind], given, words)
        return text.replace("---\n", f"---\n{_EXAMPLE}\n", 1) + body

    for name, called in beginning.regions.items():
        region = markdown_file(known["region"], {"name": called}, words)
        yield f"content/regions/{name}.md", f"{region}A few sentences about {called}.\n"
    story: Given = {"title": "Our first meeting", "regions": (home,), "draft": True}
    yield f"content/stories/{today}-our-first-meeting.md", example("story", story, _STORY)
    event: Given = {
        "id": "open-evening",
        "title": "Open evening",
        "start": f"{today + timedelta(days=30)} 18:30",
        "duration": "2h",
        "venue": "The town hall",
        "draft": True,
    }
    path = f"content/events/{home}.yaml"
    yield path, f"{_EXAMPLE}\n".join(_cut(events_file(event, known["event"], words, path)))
    yield from _others(example, home)


def _cut(text: str) -> tuple[str, str]:
    """A text's first line, and the rest."""
    first, _, rest = text.partition("\n")
    return f"{first}\n", rest


def _others(example: _Example, home: str) -> Iterator[tuple[str, str]]:
    yield (
        "content/programmes/example-programme.md",
        example("programme", {"name": "An example programme", "regions": (home,)}, "What it offers, and to whom.\n"),
    )
    yield (
        "content/partners/example-partner.md",
        example("partner", {"name": "An example partner", "regions": (home,)}, "Who they are.\n"),
    )
    yield (
        "content/people/example-person.md",
        example(
            "person", {"name": "An example person", "role": "Member", "regions": (home,)}, "What they care about.\n"
        ),
    )
    yield (
        "content/series/example-series.md",
        example("series", {"title": "An example series"}, "Stories that name it in `series` are read in order here.\n"),
    )
    yield (
        "content/pages/about.md",
        markdown_file(kinds()["page"], {"title": "About us"}, _NO_WORDS) + "Who we are, and how to join.\n",
    )
