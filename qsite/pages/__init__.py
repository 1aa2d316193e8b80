"""plan: which pages exist, and the values that each one's template asks for."""
