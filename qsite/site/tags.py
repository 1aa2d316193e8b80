"""Tags: words that editors write in many ways, brought to one slug each."""

from collections.abc import Iterable, Mapping

from qsite.problem import Code, Problem
from qsite.site.site import Tag
from qsite.source.documents import Event, Story
from qsite.source.settings import Settings, fold_tag
from qsite.terms import Slug, slugify


def check_tags(documents: Iterable[Story | Event], settings: Settings) -> tuple[Mapping[str, Tag], tuple[Problem, ...]]:
    """Every tag by its folded form; two different words with one slug are an error at the later of the two."""
    tags: dict[str, Tag] = {}
    first: dict[Slug, tuple[str, Story | Event, int]] = {}
    problems: list[Problem] = []
    for document in sorted(documents, key=lambda one: (one.file, one.id)):
        for index, written in enumerate(document.tags):
            folded = fold_tag(written)
            if folded in tags:
                continue
            place = document.places.of("tags", index)
            slug = settings.tags.get(folded, slugify(written))
            if not slug:
                hint = f"give it a slug in site.yaml: tags: {{'{written}': …}}"
                problems.append(
                    Problem(Code.TAG_CLASH, f'the tag "{written}" has no letter or digit for an address', place, hint)
                )
                slug = Slug("tag")
            elif slug in first:
                other, owner, at = first[slug]
                where = owner.places.of("tags", at)
                message = (
                    f'the tags "{written}" and "{other}" ({where.file}:{where.line}) would both be at /tags/{slug}/'
                )
                hint = f"write them alike, or give one a slug in site.yaml: tags: {{'{written}': …}}"
                problems.append(Problem(Code.TAG_CLASH, message, place, hint))
            first.setdefault(slug, (written, document, index))
            tags[folded] = Tag(slug, " ".join(written.split()))
    return tags, tuple(problems)
