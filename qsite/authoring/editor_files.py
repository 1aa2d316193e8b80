"""The files by which editors' programs know the model: schemas, VS Code's settings, the Front Matter extension's."""

import json
from collections.abc import Mapping
from typing import Any

from qsite.authoring.model import Key, Kind, kinds
from qsite.authoring.schemas import schemas
from qsite.authoring.vocabulary import Vocabulary
from qsite.forms import Form

FOLDER = ".qsite/schema"
"""Where qsite's own files lie: made anew by each run, and not committed."""
_FRONT_MATTER = f"{FOLDER}/frontmatter.json"


def own_files(words: Vocabulary) -> Mapping[str, str]:
    """The files that are qsite's, by their path from the site's folder."""
    found: dict[str, Any] = {f"{FOLDER}/{name}": schema for name, schema in schemas(words).items()}
    found[_FRONT_MATTER] = _front_matter(words)
    return {path: _json(value) for path, value in found.items()}


def shared_files() -> Mapping[str, str]:
    """The files that are the site's: written where there are none, since they may say more."""
    found = {
        ".vscode/settings.json": {
            "yaml.schemas": {
                f"./{FOLDER}/events.json": ["content/events/**/*.yaml", "content/events/**/*.yml"],
                f"./{FOLDER}/site.json": ["site.yaml"],
            },
            "files.associations": {"content/calendar.lock": "plaintext"},
        },
        ".vscode/extensions.json": {"recommendations": ["redhat.vscode-yaml", "eliostruyf.vscode-front-matter"]},
        "frontmatter.json": {
            "$schema": "https://frontmatter.codes/frontmatter.schema.json",
            "frontMatter.extends": [f"./{_FRONT_MATTER}"],
        },
    }
    return {path: _json(value) for path, value in found.items()}


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _front_matter(words: Vocabulary) -> dict[str, Any]:
    """The content types of the Front Matter extension: all kinds but events, which are no Markdown."""
    written = [kind for kind in kinds().values() if kind.name != "event"]
    return {
        "$schema": "https://frontmatter.codes/frontmatter.schema.json",
        "frontMatter.content.publicFolder": "content/images",
        "frontMatter.content.pageFolders": [_folder(kind) for kind in written],
        "frontMatter.taxonomy.contentTypes": [_content_type(kind, words) for kind in written],
    }


def _folder(kind: Kind) -> dict[str, Any]:
    path = f"[[workspace]]/content/{kind.folder}"
    return {"title": kind.folder.capitalize(), "path": path, "contentTypes": [kind.name]}


def _content_type(kind: Kind, words: Vocabulary) -> dict[str, Any]:
    """A kind with those of its keys that a form can show; the others stay as they are in the file."""
    prefix = "yyyy-MM-dd" if kind.name == "story" else ""
    fields = [field for key in kind.keys if (field := _field(key, words))]
    return {"name": kind.name, "pageBundle": False, "fileType": "md", "filePrefix": prefix, "fields": fields}


def _field(key: Key, words: Vocabulary) -> dict[str, Any] | None:
    kind = _type(key, words)
    if kind is None:
        return None
    told = {"title": key.label, "name": key.name, "description": key.says}
    return told | kind | ({"required": True} if key.required else {})


def _type(key: Key, words: Vocabulary) -> dict[str, Any] | None:
    """What the extension calls such a value; None where it has no field for it."""
    known = words.of(key)
    if key.choices or (known and not key.or_plain and not key.or_new):
        called = known or {choice: choice for choice in key.choices}
        return {
            "type": "choice",
            "choices": [{"id": name, "title": title} for name, title in called.items()],
            "multiple": key.many,
        }
    if key.many and key.form is not Form.KEYS:
        return {"type": "tags"} if key.name == "tags" else {"type": "list"}
    match key.form:
        case Form.KEYS if not key.many:
            inner = [field for one in key.keys if (field := _field(one, words))]
            return {"type": "fields", "fields": inner}
        case Form.KEYS | Form.ANYTHING:
            return None
        case Form.YES_NO:
            return {"type": "draft"} if key.name == "draft" else {"type": "boolean"}
        case Form.WHOLE | Form.POSITIVE | Form.DECIMAL:
            return {"type": "number"}
        case Form.DAY | Form.MOMENT:
            return {"type": "datetime", "dateFormat": "yyyy-MM-dd" if key.form is Form.DAY else "yyyy-MM-dd HH:mm"}
        case _ if key.holds == "picture":
            return {"type": "image"}
        case _:
            return {"type": "string", "single": not key.holds}
