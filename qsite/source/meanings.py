"""What a text or an id under a key means beyond how it is read: whom it names, what it holds.

Nothing here changes how a value is read. It tells editors and their programs what may stand there
(`qsite.authoring.model`).
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from qsite.values import Ids, Text, Texts

STORY_KIND, EVENT_KIND = "story kinds", "event kinds"
"""What a kind names: one of those that ``site.yaml`` has, or of the default ones."""


@dataclass(frozen=True, slots=True)
class Names:
    """Marks an id with the folder of what it names, or with `STORY_KIND` or `EVENT_KIND`."""

    what: str
    or_plain: bool = False
    """Whether a plain name may stand here, for what has no page."""
    or_new: bool = False
    """Whether an id that nothing has yet may stand here."""


@dataclass(frozen=True, slots=True)
class Holds:
    """Marks text that is more than a line of words."""

    what: Literal["markdown", "lines", "picture", "file"]


MarkdownText = Annotated[Text, Holds("markdown")]
Lines = Annotated[Text, Holds("lines")]
PicturePath = Annotated[Text, Holds("picture")]
FilePath = Annotated[Text, Holds("file")]
RegionIds = Annotated[Ids, Names("regions")]
PartnerIds = Annotated[Ids, Names("partners")]
People = Annotated[Texts, Names("people", or_plain=True)]
