# mypy: ignore-errors
"""Regional indexes and related stories: groups are made once, after all articles are read."""

import json
from collections import defaultdict
from functools import partial
from pathlib import Path

from pelican import signals

PER_PAGE = 20


def words(value):
    return [word.strip() for word in value.split(",")] if value else []


def gather(generator):
    context = generator.context
    now = generator.settings["NOW"]
    context["region_names"] = {region["id"]: region["name"] for region in read_regions(generator)}
    groups = defaultdict(list)
    stories, coming, past = defaultdict(list), defaultdict(list), defaultdict(list)
    events = {}
    for article in generator.articles:
        article.region_ids = words(article.metadata.get("regions"))
        is_story = article.category.name == "stories"
        if is_story:
            kinds = (stories, groups)
            if "programme" in article.metadata:
                groups[article.metadata["programme"]].append(article)
        else:
            kinds = (coming if article.metadata["ends"] > now else past,)
            events[article.slug] = article
        for region in article.region_ids:
            for kind in kinds:
                kind[region].append(article)
    for article in generator.articles:
        if article.category.name == "stories":
            group = groups[article.metadata.get("programme") or article.region_ids[0]]
            article.related = [other for other in group[:5] if other is not article][:4]
            article.about = events.get(article.metadata.get("event"))
    context["coming_events"] = [
        event for event in reversed(generator.articles) if event.slug in events and event.metadata["ends"] > now
    ]
    context["newest_stories"] = [one for one in generator.articles if one.category.name == "stories"][:PER_PAGE]
    generator.by_region = {"stories": stories, "coming": coming, "past": past}


def read_regions(generator):
    return json.loads(Path(generator.settings["PATH"], "..", "regions.json").read_text(encoding="utf-8"))


def write(generator, writer):
    template = generator.get_template("region")
    regions = read_regions(generator)
    save = partial(writer.write_file, context=generator.context, relative_urls=False)
    save("regions/index.html", generator.get_template("regions"), regions=regions, url="regions/")
    for region in regions:
        stories, coming, past = (generator.by_region[kind][region["id"]] for kind in ("stories", "coming", "past"))
        total = max(1, -(-len(stories) // PER_PAGE), -(-len(past) // PER_PAGE))
        for number in range(1, total + 1):
            piece = slice((number - 1) * PER_PAGE, number * PER_PAGE)
            url = f"regions/{region['id']}/" + (f"page/{number}/" if number > 1 else "")
            save(
                f"{url}index.html", template, url=url, region=region, number=number, total=total,
                stories=stories[piece], past=past[piece], coming=coming[::-1] if number == 1 else [],
            )  # fmt: skip


def register():
    signals.article_generator_finalized.connect(gather)
    signals.article_writer_finalized.connect(write)
