"""The sample site's pictures: flat, layered scenes drawn with Pillow alone."""
