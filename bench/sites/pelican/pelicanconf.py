# mypy: ignore-errors
# Stories and events are articles of two categories. What Pelican makes besides (authors, archives, drafts) is off,
# and so is its cache: it saves time only in a second build.
AUTHOR = "The Improvement Commons"
SITENAME = "The Improvement Commons"
SITEURL = "https://commons.example.org"
TIMEZONE = "UTC"
DEFAULT_LANG = "en-GB"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGIN_PATHS = ["."]
PLUGINS = ["regions"]
NOW = "2018-06-01T09:00"

ARTICLE_URL = "{category}/{slug}/"
ARTICLE_SAVE_AS = "{category}/{slug}/index.html"
CATEGORY_URL = "{slug}/"
CATEGORY_SAVE_AS = "{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
AUTHOR_SAVE_AS = ""
TAGS_SAVE_AS = "tags/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
DIRECT_TEMPLATES = ["index", "tags", "sitemap"]
PAGINATED_TEMPLATES = {"category": 20, "tag": 20}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None

SLUGIFY_SOURCE = "basename"
FILENAME_METADATA = "(?P<slug>.*)"
FORMATTED_FIELDS: list[str] = []
MARKDOWN = {
    "extension_configs": {"markdown.extensions.extra": {}, "markdown.extensions.meta": {}},
    "output_format": "html5",
}
STATIC_PATHS: list[str] = []
THEME_STATIC_DIR = "."
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False
