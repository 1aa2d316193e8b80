"""What machines are told of a page, as schema.org data in JSON-LD.

What is half known is left out, so that no search engine is shown what is not so.
"""

from collections.abc import Sequence

from qsite.pages.cards import Card, Counted, EventCard, PageMeta, SiteView, StoryCard, StoryLine
from qsite.pages.views import PartnerView, PersonView, ProgrammeView, RegionView, SeriesView, StoryView
from qsite.render.schema_org import (
    Data,
    absolute,
    image,
    named,
    organisation,
    partners,
    thing,
    this_website,
    top,
    video_object,
    website,
)
from qsite.words import machine_time

MAX_ITEMS = 30
"""How many entries of a list are told."""


def structured_data(page: PageMeta, site: SiteView) -> list[Data]:
    """Describe what every page has: the site and who stands behind it (at home), the way from home."""
    data = []
    if page.kind == "home":
        data += [top(website(site)), top(organisation(site))]
    steps = [(step.label, absolute(step.href, site)) for step in page.breadcrumbs if step.href]
    if steps:
        items = [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate([*steps, (page.here or page.title, page.canonical)], 1)
        ]
        data.append(top(thing("BreadcrumbList", itemListElement=items)))
    return data


def story_data(story: StoryView, page: PageMeta, site: SiteView) -> Data:
    """Describe a story; without an author, it is by the site's organisation."""
    publisher = organisation(site)
    return top(
        thing(
            "BlogPosting",
            headline=story.title,
            description=story.summary or page.description,
            url=page.canonical,
            mainEntityOfPage={"@type": "WebPage", "@id": page.canonical},
            datePublished=machine_time(story.date),
            dateModified=machine_time(story.updated or story.date),
            author=[named("Person", author, site) for author in story.authors] or publisher,
            publisher=publisher,
            image=image(page.image or story.image, site),
            video=video_object(story.video, story.summary or page.description, site, story.date),
            inLanguage=site.language,
            articleSection=story.kind.label,
            keywords=[tag.label for tag in story.tags],
            isPartOf=[this_website(site), *_series(story.series, site)],
            position=story.series.part if story.series else None,
        )
    )


def _series(series: SeriesView | None, site: SiteView) -> list[Data]:
    """Name the series that a story is a part of, if it is in one."""
    return [thing("CreativeWorkSeries", name=series.title, url=absolute(series.href, site))] if series else []


def region_data(region: RegionView, page: PageMeta, site: SiteView) -> Data:
    """Describe a region's page, and the part of the community that it is about."""
    group = thing(
        "Organization",
        name=region.name,
        alternateName=region.short_name if region.short_name != region.name else "",
        url=page.canonical,
        email=region.email,
        areaServed=region.nation,
        parentOrganization=organisation(site),
        sponsor=partners(region.partners, site),
    )
    return _collection(page, site, about=group)


def programme_data(programme: ProgrammeView, page: PageMeta, site: SiteView) -> Data:
    """Describe a programme's page, and who runs the programme."""
    return _collection(page, site, sponsor=partners(programme.partners, site))


def partner_data(partner: PartnerView, page: PageMeta, site: SiteView) -> Data:
    """Describe a partner's page, and the partner."""
    about = thing(
        "Organization",
        name=partner.name,
        url=partner.href or page.canonical,
        logo=absolute(partner.logo.src, site) if partner.logo else None,
    )
    return _collection(page, site, about=about)


def person_data(person: PersonView, page: PageMeta, site: SiteView) -> Data:
    """Describe a person's page, and the person."""
    described = thing(
        "Person",
        name=person.name,
        url=page.canonical,
        jobTitle=person.role,
        worksFor=named("Organization", person.organisation, site) if person.organisation else None,
        image=image(person.photo, site),
        description=page.description,
    )
    return top(
        thing(
            "ProfilePage",
            name=person.name,
            url=page.canonical,
            inLanguage=site.language,
            isPartOf=this_website(site),
            mainEntity=described,
        )
    )


def list_data(
    items: Sequence[Card | Counted | EventCard | StoryCard | StoryLine], page: PageMeta, site: SiteView
) -> Data:
    """Describe a list: where its entries lead, in their order (at most `MAX_ITEMS`), and how many there are."""
    entries = [
        thing(
            "ListItem",
            position=position,
            name=item.label if isinstance(item, Counted) else item.title,
            url=absolute(item.href, site),
        )
        for position, item in enumerate(items[:MAX_ITEMS], 1)
    ]
    listed = thing("ItemList", numberOfItems=len(items), itemListElement=entries)
    return _collection(page, site, mainEntity=listed if entries else None)


def _collection(page: PageMeta, site: SiteView, **more: object) -> Data:
    return top(
        thing(
            "CollectionPage",
            name=page.title,
            description=page.description,
            url=page.canonical,
            inLanguage=site.language,
            image=image(page.image, site),
            isPartOf=this_website(site),
            **more,
        )
    )
