"""What a build did, as JSON."""

import errno
import os
import tempfile
from pathlib import Path
from typing import Any

from qsite.build.request import Outcome
from qsite.cli.printing import as_json, json_text


def results(outcome: Outcome) -> dict[str, Any]:
    """Give what a build did, without its problems."""
    return {
        "now": outcome.now.isoformat() if outcome.now else None,
        "next_change": outcome.next_change.isoformat() if outcome.next_change else None,
        "pages": outcome.pages,
        "rendered": outcome.rendered,
        "unchanged": outcome.unchanged,
        "removed": len(outcome.deleted),
        "written": list(outcome.written),
        "deleted": list(outcome.deleted),
        "seconds": {stage: round(seconds, 6) for stage, seconds in outcome.seconds.items()},
    }


def report(outcome: Outcome) -> dict[str, Any]:
    """Give the object that ``build --report`` writes."""
    found = results(outcome)
    seconds = found.pop("seconds")
    return found | {"problems": as_json(outcome.problems), "seconds": seconds}


def printed(outcome: Outcome) -> str:
    """Write the one object that ``build --format json`` prints: the problems, and what was done."""
    return json_text(as_json(outcome.problems) | {"published": outcome.published} | results(outcome))


def write_report(outcome: Outcome, path: Path) -> None:
    """Write the report; whoever reads the file meets the old one or the whole new one."""
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "There is no such folder", str(path.parent))
    handle, name = tempfile.mkstemp(prefix=".qsite-report-", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(json_text(report(outcome)))
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
