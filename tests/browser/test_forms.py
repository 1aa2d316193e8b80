"""The forms at ``/admin/`` in a browser: what is written there is on the site, and what was written before stays.

The program is the published one, checked by its integrity. It works on a folder of one's own computer; of that, the dialogue
that asks for the folder can't be answered in a browser without a screen, so the browser's private file system, filled with
the site's files, stands for the folder.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from checks.host import hosted
from playwright.sync_api import Browser, Page, Route, expect

from qsite.pages.admin_pages import VERSION
from tests.site_fixture import ROOT, SITE_YAML, SMALL, run_qsite, write_site

pytestmark = pytest.mark.browser

PACKAGE = ROOT / "tools/cms/node_modules/@sveltia/cms"
POLICY = (
    "default-src 'self'; script-src 'self' https://unpkg.com; style-src 'self' 'unsafe-inline'; "
    "font-src https://cdn.jsdelivr.net; img-src 'self' blob: data:; "
    "connect-src 'self' blob: data: https://unpkg.com https://api.github.com https://www.githubstatus.com"
)
"""What docs/editors/browser.md tells hosts to send for /admin/."""
SITE = {
    **SMALL,
    "site.yaml": SITE_YAML + "cms: true\n",
    "content/people/sam-field.md": "---\nname: Sam Field\n---\n\nGrows beans.\n",
    "content/programmes/growing.md": "---\nname: Growing\n---\n\nBeans.\n",
    "content/stories/2018-03-12-bath.md": (
        "---\ntitle: A day in Bath\nregions: south-west\nauthor: sam-field\ndate: 2018-03-12\n"
        "image: {src: ../images/sun.svg, alt: The sun}\nvideo: https://example.org/v\nextra: {a: 1}\n---\n\nIt rained.\n\n- one\n- two\n"
    ),
    "content/images/sun.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle r="4"/></svg>\n',
    "content/events/south-west/dig.yaml": (
        "id: dig\ntitle: A dig\nstart: 2018-09-05\nvenue: Town Hall\nonline: true\nfunding: free\ntags: beans\n"
    ),
    "content/events/south-west/hall.yaml": (
        "id: hall\ntitle: The hall\nstart: 2018-09-06 10:00\nvenue: Big Hall\nspeakers: [Robin Marsh, sam-field]\n"
        "repeat:\n  every: month\n  on: 1st thursday\n  until: 2018-12-30\n  except: 2018-10-04\n"
        '  changes:\n    - on: 2018-11-01\n      start: "11:00"\n'
    ),
}
_PICKED = "window.showDirectoryPicker = () => navigator.storage.getDirectory();"
_FILL = """async (files) => {
  const root = await navigator.storage.getDirectory();
  await root.getDirectoryHandle(".git", { create: true });
  for (const [path, text] of Object.entries(files)) {
    const steps = path.split("/");
    let folder = root;
    for (const step of steps.slice(0, -1)) folder = await folder.getDirectoryHandle(step, { create: true });
    const stream = await (await folder.getFileHandle(steps.at(-1), { create: true })).createWritable();
    await stream.write(text);
    await stream.close();
  }
}"""
_READ = """async (title) => {
  const found = {};
  const walk = async (folder, at) => {
    for await (const [name, one] of folder.entries()) {
      if (one.kind === "directory") await walk(one, `${at}${name}/`);
      else if (!name.endsWith(".crswap")) found[at + name] = await (await one.getFile()).text();
    }
  };
  try { await walk(await navigator.storage.getDirectory(), ""); } catch { return null; }
  return Object.values(found).some((text) => text.includes(title)) ? found : null;
}"""


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms, open on a site's files."""

    page: Page
    address: str
    site: Path

    def go(self, where: str) -> None:
        self.page.goto(f"{self.address}/admin/#/collections/{where}")
        expect(self.page.get_by_role("button", name="Save")).to_be_visible()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_role("textbox", name=label, exact=True).fill(text)

    def tick(self, field: str, what: str, role: str = "checkbox") -> None:
        self.page.get_by_role("group", name=f"“\u2068{field}\u2069” Field").get_by_role(role, name=what).click()  # type: ignore[arg-type]

    def save(self, title: str) -> None:
        """Save, and let the site's folder have what the browser has once that title is written there."""
        self.page.get_by_role("button", name="Save").click()
        expect(self.page.get_by_role("button", name="Save")).to_be_hidden()
        files: dict[str, str] | None = None
        for _ in range(100):
            if files := self.page.evaluate(_READ, title):
                break
            self.page.wait_for_timeout(200)
        assert files, f"nothing with {title} was saved"
        for path, text in files.items():
            target = self.site / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")


def outside(route: Route) -> None:
    """What the web would answer: the npm package's own files, and nothing else."""
    url = route.request.url
    of_package = url.partition(f"https://unpkg.com/@sveltia/cms@{VERSION}/")[2]
    if url.startswith("http://127.0.0.1"):
        route.continue_()
    elif of_package:
        kind = "text/javascript" if of_package.endswith(".js") else "application/json"
        answer = (PACKAGE / of_package).read_bytes()
        route.fulfill(body=answer, content_type=kind, headers={"Access-Control-Allow-Origin": "*"})
    else:
        route.abort()


@pytest.fixture
def forms(browser: Browser, tmp_path: Path) -> Iterator[Forms]:
    assert PACKAGE.is_dir(), "run: make tools/cms/node_modules/.ready"
    site, output = write_site(tmp_path / "site", SITE), tmp_path / "output"
    checked(site, output)
    with hosted(output, policy=POLICY) as address:
        context = browser.new_context(viewport={"width": 1300, "height": 900}, locale="en-GB")
        context.route("**/*", outside)
        context.add_init_script(_PICKED)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto(f"{address}/404.html")
        page.evaluate(_FILL, {path: (site / path).read_text(encoding="utf-8") for path in SITE})
        page.goto(f"{address}/admin/")
        page.get_by_role("button", name="Work with Local Repository").click()
        expect(page.get_by_text("Collections", exact=True)).to_be_visible()
        yield Forms(page, address, site)
        context.close()


def checked(site: Path, output: Path) -> None:
    """Build it, without so much as a warning."""
    done = run_qsite("build", site, "--strict", "--now", "2018-06-01T09:00", "--output", output)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in done.stdout + done.stderr


def test_a_story_and_an_event_from_the_forms_are_on_the_site(forms: Forms, tmp_path: Path) -> None:
    forms.go("stories/new")
    forms.fill("Title", "What the forms said")
    forms.fill("Date", "2018-05-04T10:30")
    forms.tick("Authors", "Sam Field")
    forms.tick("Regions", "South West")
    forms.tick("Programme", "Growing", "radio")
    forms.page.get_by_role("textbox", name="Text", exact=True).click()
    forms.page.keyboard.type("We met on Friday.")
    forms.save("What the forms said")
    forms.go("events-south-west/new")
    forms.fill("Id", "form-day")
    forms.fill("Title", "Form day")
    forms.fill("Start", "2018-09-14T10:30")
    forms.fill("Venue", "Guild Hall")
    forms.save("Form day")

    assert (forms.site / "content/stories/2018-05-04-what-the-forms-said.md").exists()
    assert (forms.site / "content/events/south-west/form-day.yaml").exists()
    checked(forms.site, tmp_path / "after")
    story = (tmp_path / "after/stories/what-the-forms-said/index.html").read_text(encoding="utf-8")
    assert all(text in story for text in ("We met on Friday.", "Sam Field", "South West", "Growing"))
    event = (tmp_path / "after/events/form-day/index.html").read_text(encoding="utf-8")
    assert all(text in event for text in ("Form day", "14 September 2018", "10:30", "Guild Hall"))


def test_an_edit_changes_nothing_else_on_the_page(forms: Forms, tmp_path: Path) -> None:
    checked(forms.site, tmp_path / "before")
    for where in ("stories/entries/2018-03-12-bath", "events-south-west/entries/dig", "events-south-west/entries/hall"):
        forms.go(where)
        box = forms.page.get_by_role("textbox", name="Title", exact=True)
        changed = box.input_value() + " again"
        box.fill(changed)
        forms.save(changed)

    checked(forms.site, tmp_path / "after")
    for page, title in (("stories/bath", "A day in Bath"), ("events/dig", "A dig"), ("events/hall", "The hall")):
        before = (tmp_path / "before" / page / "index.html").read_text(encoding="utf-8")
        after = (tmp_path / "after" / page / "index.html").read_text(encoding="utf-8")
        assert f"{title} again" in after
        assert words(after) == words(before), page


def words(page: str) -> list[str]:
    """A page's text in its main part, without what the edits put there."""
    from selectolax.lexbor import LexborHTMLParser

    main = LexborHTMLParser(page).css_first("main")
    assert main is not None
    return main.text().replace(" again", "").split()


def test_the_package_is_the_pinned_one() -> None:
    assert json.loads((PACKAGE / "package.json").read_text(encoding="utf-8"))["version"] == VERSION
