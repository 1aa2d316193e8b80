"""What an edit of texts alone leaves as it was.

A document is two things: its face, which is all that other documents' pages may show of it, and its bodies. Where
every face is as it was at the last build, and all else that a site is made from, a page can't have changed unless it
shows a body that did. Which bodies a page shows is noted while its values are made, so that it is never guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from qsite.build.cache import Cache
from qsite.build.request import Planned, Request
from qsite.fingerprint import fingerprint, of_bytes
from qsite.pages.bodies import ANY
from qsite.terms import Fingerprint


@dataclass(frozen=True, slots=True)
class Faces:
    """A site but for its bodies, as a fingerprint, and the fingerprint of each file's bodies."""

    all_else: Fingerprint
    bodies: Mapping[str, str]


def faces_of(request: Request, planned: Planned) -> Faces:
    """The faces of a site that is planned."""
    site, theme = planned.site, planned.theme
    faces, bodies = [], {}
    for file, documents in site.sources.items():
        faces.append([(type(one).__name__, one.face) for one in documents])
        bodies[file] = "".join(one.inner for one in documents)
    files = [(one.path, one.fingerprint) for group in (site.assets, site.static) for one in group.values()]
    settings = of_bytes((request.site / "site.yaml").read_bytes())
    asked = (request.url, request.drafts, settings, tuple(theme.hashes.items()), tuple(theme.asset_versions().items()))
    return Faces(fingerprint((asked, faces, files)), bodies)


def edited(faces: Faces, planned: Planned, cache: Cache, output: str) -> frozenset[str] | None:
    """The files whose bodies are others than at the last build, where nothing else is; None where more may be."""
    last = cache.last_build(output, "faces")
    if last is None or last[0] != faces.all_else:
        return None
    try:
        began, until, bodies = msgspec.msgpack.decode(last[1])
        same_clock = datetime.fromisoformat(began) <= planned.site.now
        if not same_clock or (until is not None and planned.site.now >= datetime.fromisoformat(until)):
            return None
    except (msgspec.DecodeError, ValueError, TypeError):
        return None
    changed = frozenset(file for file, inner in faces.bodies.items() if bodies.get(file) != inner)
    changed = changed | {ANY} if changed else changed
    return changed if changed.isdisjoint(planned.plan.shown) else None


def keep_faces(faces: Faces, planned: Planned, cache: Cache, output: str) -> None:
    """Keeps the faces of a build that is published."""
    until = planned.next_change.isoformat() if planned.next_change else None
    told = msgspec.msgpack.encode((planned.site.now.isoformat(), until, faces.bodies))
    cache.remember_build(output, "faces", faces.all_else, told)
