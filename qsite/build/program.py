"""Which program this is: its own source and the libraries whose work it keeps, as one fingerprint."""

import sys
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from qsite.fingerprint import fingerprint, of_bytes
from qsite.terms import Fingerprint

_LIBRARIES = ("jinja2", "markdown", "nh3", "pillow", "pydantic", "pyromark", "python-dateutil", "pyyaml", "tzdata")


@lru_cache(maxsize=1)
def program_fingerprint() -> Fingerprint:
    """The fingerprint of this version: what another one has kept is not read."""
    package = Path(__file__).parents[1]
    sources = tuple(
        (path.relative_to(package).as_posix(), of_bytes(path.read_bytes())) for path in sorted(package.rglob("*.py"))
    )
    return fingerprint((sys.version_info[:3], sources, tuple((name, _version(name)) for name in _LIBRARIES)))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
