"""The page of one document, made by itself: what a preview shows of an edit before the whole site is planned again."""

from qsite.pages.event_pages import event_page
from qsite.pages.offer import Desk
from qsite.pages.other_pages import other_pages
from qsite.pages.page import Page
from qsite.pages.people_pages import people_pages
from qsite.pages.place_pages import place_pages
from qsite.pages.story_pages import story_page
from qsite.site.site import AnyLinked
from qsite.source.documents import Event, Partner, Person, PlainPage, Programme, Region, Story


def own_page(document: AnyLinked, desk: Desk) -> Page | None:
    """The page that stands for a document, as `plan` makes it; None where it has none that can be made alone."""
    match document:
        case Story():
            return story_page(document, desk, desk.crumb("Stories", "/stories/"))
        case Event():
            return event_page(document, desk, desk.crumb("Events", "/events/"))
        case PlainPage():
            return next((page for page in other_pages(desk) if page.claimant == document.file), None)
        case Region() | Programme():
            return next((page for page in place_pages(desk) if page.claimant == document.file), None)
        case Partner() | Person():
            return next((page for page in people_pages(desk) if page.claimant == document.file), None)
        case _:
            return None


def home_page(desk: Desk) -> Page:
    """The site's first page."""
    return next(page for page in other_pages(desk) if page.address == "/")
