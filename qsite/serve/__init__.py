"""The preview: the site held in memory, and a page rendered when a browser asks. Stands outside the stages and calls them."""
