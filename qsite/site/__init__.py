"""link: documents become the site: references resolved, repeats expanded. Pure."""
