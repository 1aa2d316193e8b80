"""A story's words: Markdown of 450 to 700 words, made when it is asked for."""

from collections.abc import Callable
from random import Random

from bench import words
from bench.corpus import Corpus, Event, Story

FEWEST_WORDS, MOST_WORDS = 450, 700
MONTHS = ("January", "February", "March", "April")

Link = Callable[[Story | Event], str]
"""How one document is named in another's body: each tool has its own way."""


def body(site: Corpus, story: Story, link: Link) -> str:
    """A story's Markdown; the words do not depend on `link`."""
    return _Body(Random(f"{site.seed}/{story.number}"), site, story, link).text()


class _Body:
    """A story's text as it grows; each step draws the same lots whatever the links look like."""

    def __init__(self, rng: Random, site: Corpus, story: Story, link: Link) -> None:
        self.rng, self.site, self.story, self.link = rng, site, story, link
        self.blocks: list[str] = []
        self.count = 0

    def text(self) -> str:
        aim = self.rng.randint(FEWEST_WORDS + 10, MOST_WORDS - 130)
        self.add(self.run(2, 3))
        while self.count < aim:
            if len(self.blocks) % 4 == 1:
                self.add(f"## {self.rng.choice(words.HEADINGS)}")
            self.add(self.block())
        self.add(f"This is note {self.story.number:06} in our own log.")
        return "\n\n".join(self.blocks) + "\n"

    def add(self, block: str) -> None:
        self.blocks.append(block)
        self.count += len(block.split())

    def run(self, fewest: int, most: int) -> str:
        return " ".join(self.rng.choices(self.site.sentences, k=self.rng.randint(fewest, most)))

    def block(self) -> str:
        lot = self.rng.random()
        if lot < 0.55:
            return self.run(2, 4)
        if lot < 0.72:
            return f"{self.run(1, 2)} {self.linked()}"
        if lot < 0.82:
            return self.listed("- ")
        if lot < 0.87:
            return self.listed("1. ")
        if lot < 0.96:
            return f"> {self.run(1, 2)}"
        return self.table()

    def listed(self, bullet: str) -> str:
        lines = self.rng.choices(self.site.sentences, k=self.rng.randint(3, 4))
        return "\n".join(bullet + line for line in lines)

    def linked(self) -> str:
        """A sentence with a link to another story or event, or outside."""
        lot = self.rng.random()
        if lot < 0.55 or not self.site.events:
            other = self.rng.choice(self.site.stories)
            return f"It reminded me of [{other.title.lower()}]({self.link(other)}), which you may have read."
        if lot < 0.85:
            event = self.rng.choice(self.site.events)
            return f"Some of us had met at the [{event.title.lower()}]({self.link(event)}) and kept in touch."
        return f"The method is on [the team's own page](https://method.example.org/notes/{self.story.number})."

    def table(self) -> str:
        rows = [f"| {month} | {self.rng.randint(5, 60)} | {self.rng.randint(40, 99)}% |" for month in MONTHS]
        return "\n".join(("| Month | Seen | On time |", "|---|---:|---:|", *rows))
