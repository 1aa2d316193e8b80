"""qsite: a static site generator for community stories and event listings."""

__version__ = "0.1.0"
