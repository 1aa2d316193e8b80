"""How many problems there are."""

from collections.abc import Iterable

from qsite.problem import Problem


def count(problems: Iterable[Problem]) -> tuple[int, int]:
    """Count the errors and the warnings."""
    kinds = [problem.is_error for problem in problems]
    return kinds.count(True), kinds.count(False)


def totals(problems: Iterable[Problem]) -> str:
    """Write the numbers: ``3 errors, 1 warning``; nothing is written of what there is none of."""
    numbers = zip(count(problems), ("error", "warning"), strict=True)
    return ", ".join(f"{number:,} {noun}{'s' * (number != 1)}" for number, noun in numbers if number)
