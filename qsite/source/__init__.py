"""load: from files to documents. The only stage that reads content; it knows one file at a time."""
