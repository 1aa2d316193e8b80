"""The forms in the browser: the page ``/admin/``, which runs Sveltia CMS, and what it is told of the site. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from qsite.authoring.cms import cms_config
from qsite.authoring.vocabulary import Vocabulary, vocabulary
from qsite.pages.offer import Desk
from qsite.pages.page import Page
from qsite.site.site import Site
from qsite.terms import Address

FOLDER = "/admin/"
FORMS = "admin.html"
"""The template of the page that is a program, and no page of the site."""
YAML = "yaml"
VERSION = "0.221.1"
INTEGRITY = "sha384-JQ+XsKx/UzwdTiNnFStza3XtqqQoVtyNPApkfvwlzZDfhe7giE9CnfQrpHqgv3k6"
"""Of ``dist/sveltia-cms.js`` in the npm package ``@sveltia/cms`` of that version (Subresource Integrity)."""
_PUBLISHED = f"https://unpkg.com/@sveltia/cms@{VERSION}/dist/sveltia-cms.js"
_OWN = "content/static/admin/sveltia-cms.js"


@dataclass(frozen=True, slots=True)
class Script:
    """A program that a page runs; `integrity` is empty where it lies on the site itself."""

    src: str
    integrity: str = ""


def admin_pages(desk: Desk) -> Iterator[Page]:
    """The page and its configuration; none where ``cms`` is off."""
    if not desk.site.settings.cms.shown:
        return
    meta = desk.meta("admin", "Write", FOLDER, indexed=False)
    own = _OWN in desk.site.static
    script = Script(desk.addresses.href("/admin/sveltia-cms.js")) if own else Script(_PUBLISHED, INTEGRITY)
    yield desk.page(FOLDER, FORMS, meta, script=script)
    yield Page(Address(f"{FOLDER}config.yml"), YAML, {"text": partial(_config, desk.site)})


def _config(site: Site) -> str:
    documents = tuple(one for group in site.sources.values() for one in group)
    return cms_config(site.settings.cms, _public(vocabulary(site), site), documents, site.settings.url)


def _public(words: Vocabulary, site: Site) -> Vocabulary:
    """The words without drafts' and coming stories', since everybody can read the configuration."""
    shown = {"stories": {one.id for one in site.stories}, "events": {one.id for one in site.events}}
    called = {
        what: {name: title for name, title in known.items() if what not in shown or name in shown[what]}
        for what, known in words.called.items()
    }
    return replace(words, called=called)
