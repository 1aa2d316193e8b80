"""Measures qsite beside other generators: see README.md."""
