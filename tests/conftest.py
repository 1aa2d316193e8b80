"""In CI the same examples are tried each time, so that a run says something of the change alone."""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
