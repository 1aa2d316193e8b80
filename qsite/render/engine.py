"""Jinja over a theme's templates: escaping on, a name that is missing is an error."""

from collections.abc import Callable, MutableMapping
from functools import lru_cache
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.environment import Template
from jinja2.runtime import Context, Macro

from qsite.render.filters import FILTERS, GLOBALS
from qsite.render.once import Once

FOLDER = "templates/"
"""What stands before a template's name in a traceback."""
_MOST_COMPILED = 500


@lru_cache(maxsize=4)
def engine(texts: tuple[tuple[str, str], ...]) -> Environment:
    """Jinja over templates, each a name and a text. Kept, since compiling is slow."""
    templates = dict(texts)
    environment = _Engine(
        loader=FunctionLoader(lambda name: (templates[name], FOLDER + name, None) if name in templates else None),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=_compiled(),
    )
    environment.filters.update(FILTERS)
    environment.globals.update(GLOBALS, once=Once())
    return environment


class _Context(Context):
    """Calls macros, which are nine calls of ten, without asking of each whether it is one."""

    def call(self, called: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        """What a callable gives."""
        if type(called) is not Macro:
            return super().call(called, *arguments, **named)
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return called(self.eval_ctx, *arguments, **named)


class _Engine(Environment):
    """Globals are the same for all templates, so that neither they nor a template are looked for anew at each import."""

    context_class = _Context

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[str, Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals themselves where nothing is added: Jinja's own chain of mappings is slow to compare."""
        return super().make_globals(d) if d else self.globals

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 (as Jinja has it)
    ) -> Template:
        """A template by its name."""
        if not isinstance(name, str) or globals:
            return super().get_template(name, parent, globals)
        if (found := self._found.get(name)) is None:
            found = self._found[name] = super().get_template(name)
        return found


class _Compiled(BytecodeCache):
    """Templates that were compiled, by name and text: where one of a theme changes, the others are not compiled again."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Takes what is kept."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps one; all are forgotten where there are too many."""
        if len(self._kept) >= _MOST_COMPILED:
            self._kept.clear()
        self._kept[bucket.key, bucket.checksum] = bucket.code


@lru_cache(maxsize=1)
def _compiled() -> _Compiled:
    return _Compiled()
