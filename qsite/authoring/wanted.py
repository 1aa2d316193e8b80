"""What somebody wants to write: read, completed and checked against the site, with what is still to be asked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from qsite.authoring.model import Key, Kind
from qsite.authoring.new_file import Value
from qsite.authoring.vocabulary import Vocabulary, guessed, meant
from qsite.forms import Form
from qsite.moments import duration, moment
from qsite.terms import is_id, slugify
from qsite.values import Unreadable

Answers = Mapping[str, Value]
"""What was said, by key, as it was written."""


class Unclear(ValueError):  # noqa: N818 (an answer to an editor, not a fault of the program)
    """An answer that can't be taken: under which key, why, and what was probably meant."""

    def __init__(self, key: str, why: str, close: str | None = None) -> None:
        super().__init__(why)
        self.key, self.why, self.close = key, why, close


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that is to be written: its id, the day in its file's name, the region of an event, and its keys."""

    kind: Kind
    id: str
    given: Mapping[str, Value] = field(default_factory=dict)
    day: date | None = None
    home: str = ""


def needed(kind: Kind, answers: Answers) -> tuple[str, ...]:
    """The keys without which such a document can't be written, and of which nothing was said."""
    asked = [kind.title]
    if kind.name == "event":
        asked += ["regions", "start"]
        asked += [] if "online" in answers else ["venue"]
    return tuple(name for name in asked if name not in answers)


def understood(key: Key, written: Value, words: Vocabulary) -> Value:
    """An answer as it is written into a file.

    Raises:
        Unclear: where it can't be.

    """
    if isinstance(written, bool):
        return written
    if isinstance(written, tuple):
        return tuple(dict.fromkeys(_one(key, one, words) for one in written))
    return _one(key, written, words)


def _one(key: Key, written: str, words: Vocabulary) -> str:
    text = " ".join(written.split())
    if not text:
        raise Unclear(key.name, "this is empty")
    if key.names:
        return _named(key, text, words.of(key))
    try:
        if key.form is Form.MOMENT:
            return _shown(moment(text))
        if key.form is Form.DURATION:
            duration(text)
    except Unreadable as found:
        raise Unclear(key.name, f"{found.message}; {found.hint}" if found.hint else found.message) from None
    return text


def _named(key: Key, text: str, known: Mapping[str, str]) -> str:
    if found := meant(text, known):
        return found
    if key.or_plain and not is_id(text):
        return text
    if key.or_new and slugify(text):
        return slugify(text)
    raise Unclear(key.name, f'no id here is "{text}"', guessed(text, known))


def _shown(found: date) -> str:
    """A moment as people like to read it in a file."""
    if not isinstance(found, datetime):
        return found.isoformat()
    seconds = "minutes" if not found.second else "seconds"
    return found.isoformat(" " if found.tzinfo is None else "T", timespec=seconds)


def wanted(kind: Kind, answers: Answers, words: Vocabulary, today: date) -> Wanted:
    """A document that can be written.

    Raises:
        Unclear: at the first answer that can't be taken.

    """
    given = {name: understood(_key(kind, name), one, words) for name, one in answers.items() if name != "id"}
    title = str(given[kind.title])
    name = _id(kind, answers.get("id"), title)
    day, home = None, ""
    if kind.name == "story":
        day = today
        if isinstance(date_ := given.get("date"), str):
            day = date.fromisoformat(date_[:10])
            given = {key: one for key, one in given.items() if key != "date" or len(date_) > 10}
    if kind.name == "event":
        regions = given.pop("regions")
        home, others = (regions[0], regions[1:]) if isinstance(regions, tuple) else (str(regions), ())
        given |= {"id": name} | ({"regions": others} if others else {})
    ordered = {key.name: given[key.name] for key in kind.keys if key.name in given}
    return Wanted(kind, name, ordered, day, home)


def _key(kind: Kind, name: str) -> Key:
    if found := kind.key(name):
        return found
    raise Unclear(name, f"{kind.one} has no {name}")


def _id(kind: Kind, asked: Value | None, title: str) -> str:
    if isinstance(asked, str):
        parts = asked.split("/") if kind.name == "page" else [asked]
        if not all(is_id(part) for part in parts):
            hint = "/".join(slugify(part) for part in parts)
            raise Unclear("id", f'"{asked}" is not an id: lower case letters, digits and hyphens', hint)
        name = asked
    else:
        name = slugify(title)
    if not name:
        raise Unclear("id", f'"{title}" gives no id: choose one of letters a to z, digits and hyphens')
    return name


def path_of(one: Wanted) -> str:
    """The file of a document; that of an event is the one of its region's events."""
    if one.kind.name == "event":
        return f"content/events/{one.home}.yaml"
    name = f"{one.day}-{one.id}" if one.day else one.id
    return f"content/{one.kind.folder}/{name}.md"


def asked_for(kind: Kind, names: Iterable[str], ask: Callable[[Key], Value | None]) -> Answers:
    """The answers to several questions; those that nothing was said to are left out."""
    found = ((name, ask(_key(kind, name))) for name in names)
    return {name: answer for name, answer in found if answer is not None}
