"""render: one page to bytes. A pure function of the page and the theme."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.environment import Template

from qsite.pages.page import Page
from qsite.problem import Code, Place, Problem
from qsite.render.atom import atom
from qsite.render.csv_table import csv_table
from qsite.render.engine import FOLDER, engine
from qsite.render.ical import calendar
from qsite.render.jsonfeed import json_feed
from qsite.render.machines import json_file, robots, sitemap, sitemap_index
from qsite.render.once import Once
from qsite.theme.theme import Theme

FORMATS: Mapping[str, Callable[[Mapping[str, Any]], bytes]] = {
    "atom": lambda values: atom(values["feed"]),
    "jsonfeed": lambda values: json_feed(values["feed"]),
    "ical": lambda values: calendar(values["calendar"]),
    "json": lambda values: json_file(values["index"]),
    "sitemap": lambda values: sitemap(values["entries"]),
    "sitemap-index": lambda values: sitemap_index(values["entries"]),
    "csv": lambda values: csv_table(values["rows"]),
    "robots": lambda values: robots(values["sitemap"]),
    "css": lambda values: values["text"].encode("utf-8"),
    "yaml": lambda values: values["text"].encode("utf-8"),
}


@dataclass(frozen=True)
class Renderer:
    """Renders pages with one theme. A class because compiled templates are kept between pages."""

    theme: Theme
    environment: Environment = field(repr=False)

    def __call__(self, page: Page) -> bytes | Problem:
        """A page's bytes, or what is wrong with its template."""
        return self.of(page, page.values)

    def of(self, page: Page, values: Mapping[str, Any]) -> bytes | Problem:
        """The same of a page whose values have been made."""
        if page.template in FORMATS:
            return FORMATS[page.template](values)
        try:
            template: Template = self.environment.get_template(page.template)
            return template.render(values).encode("utf-8")
        except Exception as error:  # noqa: BLE001 (a template of the site's own may raise anything)
            return _problem(error, page)


def renderer(theme: Theme) -> Renderer:
    """A renderer for a theme."""
    environment = engine(tuple(sorted(theme.templates.items())))
    once = environment.globals["once"]
    if isinstance(once, Once):
        once.forget()
    return Renderer(theme, environment)


def _problem(error: Exception, page: Page) -> Problem:
    """A template's error with the template, the line and the page."""
    place = Place(f"templates/{page.template}")
    if isinstance(error, TemplateSyntaxError):
        place = Place(f"templates/{error.name or page.template}", error.lineno)
    else:
        traceback = error.__traceback__
        while traceback is not None:
            name = traceback.tb_frame.f_code.co_filename
            if name.startswith(FOLDER):
                place = Place(name, traceback.tb_lineno)
            traceback = traceback.tb_next
    what = str(error) if isinstance(error, TemplateError | UndefinedError) else f"{type(error).__name__}: {error}"
    hint = "mend the template, or take the file out of templates/ to have the theme's own"
    return Problem(Code.TEMPLATE_ERROR, f"the template failed for {page.address}: {what}", place, hint)
