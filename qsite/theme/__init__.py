"""The theme: which templates there are, what each is made of, and which names it asks for. Renders nothing."""
