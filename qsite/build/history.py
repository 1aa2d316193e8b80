"""Why a page was made when it was made last, and whether the next build makes it again: from the cache's records."""

from dataclasses import dataclass
from pathlib import Path

from qsite.build.cache import open_cache
from qsite.build.making import Maker
from qsite.build.program import program_fingerprint
from qsite.build.request import Planned, Request
from qsite.build.untouched import output_name
from qsite.pages.page import Page


@dataclass(frozen=True, slots=True)
class History:
    """Why a page was made last, empty where no build of this version remembers it; why it will be, empty where not."""

    last: str
    next: str


def history_of(page: Page, planned: Planned, request: Request) -> History:
    """What the last build of a site remembers of a page, and what the next one would do; nothing is written."""
    kept = (request.site / "site.yaml").is_file()
    with open_cache(request.site, program_fingerprint(), kept=kept) as cache:
        records = cache.pages(output_name(request))
    maker = Maker(planned.plan.pages, planned.theme, records, request.output, Path(), planned.plan.shown)
    record = records.get(page.path)
    return History(record.reason if record else "", maker.reason(page))
