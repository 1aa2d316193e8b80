"""What Jinja can say of a template's text: what it is made of, which names it asks for, whether it can be read."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Analysis:
    """`refers` are the templates that it extends, includes and imports ("" where a name is computed)."""

    refers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    """The names that it uses and does not make itself."""
    assets: tuple[str, ...] = ()
    """The assets that it names, as in ``assets['site.css']`` ("" where a name is computed)."""
    error: str = ""
    line: int = 1


@lru_cache(maxsize=256)
def analyse(text: str) -> Analysis:
    """The analysis of a template's text."""
    from jinja2 import TemplateSyntaxError, meta

    try:
        tree = _parser().parse(text)
        asks = meta.find_undeclared_variables(tree)
    except TemplateSyntaxError as error:  # the second one says, for example, that a block is defined twice
        return Analysis(error=error.message or "it can't be read", line=error.lineno)
    refers = {name or "" for name in meta.find_referenced_templates(tree)}
    return Analysis(tuple(sorted(refers)), tuple(sorted(asks)), _assets(tree))


def _assets(tree: Any) -> tuple[str, ...]:
    from jinja2 import nodes

    named = [
        one.arg.value
        for one in tree.find_all(nodes.Getitem)
        if isinstance(one.node, nodes.Name) and one.node.name == "assets" and isinstance(one.arg, nodes.Const)
    ]
    used = sum(one.name == "assets" for one in tree.find_all(nodes.Name))
    return tuple(sorted({str(name) for name in named} | ({""} if used > len(named) else set())))


class _AnyName(dict[str, Any]):
    """Filters of which every name exists: what they do is the renderer's matter."""

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ARG002 (the signature of dict)
        return super().get(key, str)


@lru_cache(maxsize=1)
def _parser() -> Any:
    from jinja2 import Environment

    parser = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    parser.filters = _AnyName(parser.filters)
    return parser
