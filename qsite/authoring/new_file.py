"""New files: what is known of a document written out, and the other keys as comments that say what they are for."""

from collections.abc import Iterable, Iterator, Mapping

import yaml

from qsite.authoring.model import Key, Kind
from qsite.authoring.vocabulary import Vocabulary
from qsite.forms import Form

Value = str | bool | tuple[str, ...]
"""A text, yes or no, or several ids."""

Given = Mapping[str, Value]
"""What is known, by key."""

_AS_WRITTEN = {Form.DAY, Form.MOMENT, Form.MOMENT_OR_TIME, Form.DURATION}
"""What needs no quotes for us, and reads better without."""
_LONGEST_LIST = 120
_END = "\n..."
_MORE = "# Further keys: take the # in front away to use one, or delete these lines."


def markdown_file(kind: Kind, given: Given, words: Vocabulary, *, bare: bool = False) -> str:
    """A Markdown file without a text; with `bare` without the keys that nothing is known of."""
    return "".join(f"{line}\n" for line in ("---", *lines(kind, given, words, bare=bare), "---", ""))


def events_file(given: Given, kind: Kind, words: Vocabulary, path: str, *, bare: bool = False) -> str:
    """A YAML file with one event, whose first line names the schema for editors' programs."""
    entry = list(lines(kind, given, words, bare=bare))
    return schema_line(path, "events") + "".join(f"{line}\n" for line in indented(entry, "- "))


def schema_line(path: str, schema: str) -> str:
    """The line by which programs with a YAML language server find a file's schema."""
    return f"# yaml-language-server: $schema={'../' * path.count('/')}.qsite/schema/{schema}.json\n"


def indented(entry: Iterable[str], begin: str) -> Iterator[str]:
    """The lines of a list's entry, the first after its hyphen."""
    for number, line in enumerate(entry):
        yield f"{begin if number == 0 else ' ' * len(begin)}{line}".rstrip()


def lines(kind: Kind, given: Given, words: Vocabulary, *, bare: bool = False) -> Iterator[str]:
    """The keys that are known, then the others as comments."""
    known = [key for key in kind.keys if key.name in given]
    yield from (_line(key, given[key.name]) for key in known)
    others = [key for key in kind.keys if key.name not in given]
    if bare or not others:
        return
    yield _MORE
    width = max(len(key.name) for key in others) + 3
    yield from (f"# {f'{key.name}:':<{width}}# {key.says}{_choices(key, words)}" for key in others)


def _line(key: Key, value: Value) -> str:
    if key.form in _AS_WRITTEN and isinstance(value, str):
        return f"{key.name}: {value}"
    name = key.name
    if key.singular and isinstance(value, tuple) and len(value) == 1:
        name, value = key.singular, value[0]
    plain = list(value) if isinstance(value, tuple) else value
    written: str = yaml.safe_dump(plain, allow_unicode=True, default_flow_style=True, width=10**9)
    return f"{name}: {written.rstrip().removesuffix(_END).rstrip()}"


def _choices(key: Key, words: Vocabulary) -> str:
    """What may be written, where that is little enough for a line."""
    listed = ", ".join(key.choices or words.of(key))
    return f" ({listed})" if listed and len(listed) <= _LONGEST_LIST else ""
