"""Which media type a file of the site is served as: the same on every machine."""

import mimetypes

_TEXT = "; charset=utf-8"
_BY_FORMAT = {
    "atom": "application/atom+xml",
    "jsonfeed": "application/feed+json",
    "ical": f"text/calendar{_TEXT}",
    "sitemap": "application/xml",
    "sitemap-index": "application/xml",
    "robots": f"text/plain{_TEXT}",
}
_BY_ENDING = {
    "html": f"text/html{_TEXT}",
    "css": f"text/css{_TEXT}",
    "js": f"text/javascript{_TEXT}",
    "mjs": f"text/javascript{_TEXT}",
    "txt": f"text/plain{_TEXT}",
    "md": f"text/markdown{_TEXT}",
    "csv": f"text/csv{_TEXT}",
    "vtt": f"text/vtt{_TEXT}",
    "ics": f"text/calendar{_TEXT}",
    "json": "application/json",
    "geojson": "application/geo+json",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
    "yml": f"text/yaml{_TEXT}",
    "yaml": f"text/yaml{_TEXT}",
    "svg": "image/svg+xml",
    "avif": "image/avif",
    "webp": "image/webp",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "wasm": "application/wasm",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_KNOWN = mimetypes.MimeTypes()
"""Python's own table, without what the machine adds to it."""


def media_type(path: str, template: str = "") -> str:
    """The type of a file by its name, or of a page by the format that it is rendered in."""
    if template in _BY_FORMAT:
        return _BY_FORMAT[template]
    ending = path.rpartition(".")[2].lower()
    return _BY_ENDING.get(ending) or _KNOWN.guess_type(path)[0] or "application/octet-stream"
