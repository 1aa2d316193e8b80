"""publish, and the stages in order."""
