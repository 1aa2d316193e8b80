"""render: one page, and the values given to it, become bytes. Pure."""
