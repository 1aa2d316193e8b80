"""What stands alike on many pages is written once: a card, with the same macro and the same arguments.

A macro that is imported without its page's context gives the same for the same arguments, for filters and functions
do too. Arguments are frozen values and are known by their identity; they are kept, so that none takes another's place.
"""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

_Key = tuple[object, ...]
_MOST = 100_000
"""So many are kept; then all are forgotten, so that the largest sites fit into memory."""


class Once:
    """The function ``once`` of templates: ``{{ once(story_card, card, 3) }}``. A class because it remembers."""

    def __init__(self) -> None:
        self._written: dict[_Key, tuple[Markup, object]] = {}

    def __call__(self, macro: Callable[..., Markup], *arguments: Any) -> Markup:
        """What `macro` gives for its arguments."""
        key = (id(macro), *((type(one), one) if isinstance(one, str | int | None) else id(one) for one in arguments))
        found = self._written.get(key)
        if found is None:
            if len(self._written) >= _MOST:
                self._written.clear()
            found = self._written[key] = macro(*arguments), (macro, arguments)
        return found[0]

    def forget(self) -> None:
        """Forgets everything: the values of another site are other ones."""
        self._written.clear()
