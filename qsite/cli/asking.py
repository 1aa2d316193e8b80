"""Questions on a terminal: what is offered, and how an answer becomes an id of the site."""

import sys
from collections.abc import Mapping

import typer

from qsite.authoring.model import Key, Kind
from qsite.authoring.vocabulary import Vocabulary
from qsite.authoring.wanted import Answers, Unclear, asked_for, needed, understood
from qsite.cli.excerpt import harmless

_INTERVIEW: Mapping[str, tuple[str, ...]] = {
    "story": ("title", "regions", "programme", "authors", "kind"),
    "event": ("title", "regions", "start", "venue", "kind", "programme"),
    "programme": ("name", "regions", "summary"),
    "partner": ("name", "regions", "url"),
    "person": ("name", "role", "organisation", "regions"),
    "region": ("name", "nation"),
    "series": ("title", "summary"),
    "page": ("title", "summary"),
}
"""What is asked where nothing was said at all."""
_QUESTIONS = {
    "venue": 'Where do people meet? A place, or "online"',
    "start": "When does it start? A day and a time, such as 2018-03-16 18:30",
    "title": "Title",
    "name": "Name",
}


def on_a_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask_kind(kinds: Mapping[str, Kind]) -> str:
    """Ask which kind of content it is to be."""
    offered = {name: kind.says for name, kind in kinds.items()}
    _offer(offered)
    while True:
        written = _prompt("What do you want to write?")
        found = next((name for name in offered if written and name.startswith(written.lower())), None)
        if found:
            return found


def interview(kind: Kind, said: Answers, words: Vocabulary) -> Answers:
    """Ask for what is needed; where nothing was said, for what most people want to say as well."""
    asked = _INTERVIEW[kind.name] if kind.title not in said else needed(kind, said)
    must = set(needed(kind, said))
    wanted = (name for name in asked if name not in said and not (name == "venue" and "online" in said))
    answers = asked_for(kind, wanted, lambda key: _ask(key, words, must=key.name in must))
    venue = answers.get("venue")
    if isinstance(venue, str) and venue.casefold() == "online":
        answers = {name: one for name, one in answers.items() if name != "venue"} | {"online": True}
    return {**said, **answers}


def _ask(key: Key, words: Vocabulary, *, must: bool) -> str | tuple[str, ...] | None:
    """Ask for one key until the answer can be taken; None where nothing is said and nothing has to be."""
    _offer(words.of(key))
    question = _QUESTIONS.get(key.name, f"{key.label}: {key.says[:1].lower()}{key.says[1:]}")
    several = "; several with commas between" if key.many else ""
    while True:
        written = _prompt(f"{question}{several}{'' if must else ' (Enter: none)'}")
        if not written:
            if not must:
                return None
            continue
        parts = tuple(part.strip() for part in written.split(",") if part.strip())
        if found := _taken(key, parts if key.many else written, words):
            return found


def _taken(key: Key, written: str | tuple[str, ...], words: Vocabulary) -> str | tuple[str, ...] | None:
    """An answer that can be taken, with what is nearest in its place where people say so; None where it can't."""
    try:
        found = understood(key, written, words)
    except Unclear as unclear:
        if unclear.close is None:
            _say(unclear.why)
            return None
        called = words.of(key).get(unclear.close, "")
        if not typer.confirm(f"{unclear.why}. Did you mean {unclear.close} ({called})?", default=True, err=True):
            return None
        better = tuple(unclear.close if _fails(key, one, words) else one for one in _parts(written))
        return _taken(key, better if isinstance(written, tuple) else better[0], words)
    if found != written and key.names:
        _say(", ".join(f"{one} ({words.of(key)[one]})" if one in words.of(key) else one for one in _parts(found)))
    return found if isinstance(found, str | tuple) else None


def _parts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _fails(key: Key, written: str, words: Vocabulary) -> bool:
    try:
        understood(key, written, words)
    except Unclear:
        return True
    return False


def _offer(known: Mapping[str, str]) -> None:
    width = max(map(len, known), default=0)
    for name, called in known.items():
        _say(f"  {name:<{width}}  {called}")


def _prompt(question: str) -> str:
    return str(typer.prompt(harmless(question), default="", show_default=False, err=True)).strip()


def _say(text: str) -> None:
    print(harmless(text), file=sys.stderr)
