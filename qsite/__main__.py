"""``python -m qsite`` is ``qsite``."""

from qsite.cli import main

if __name__ == "__main__":
    main()
