"""The shape of the program: a stage knows those before it, and no other."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "qsite"
STAGES = ("source", "site", "theme", "authoring", "pages", "render", "build", "serve", "cli")
ROOTS = ("problem", "terms", "forms", "values", "moments", "words", "fingerprint", "zones")
MOST_LINES = 300
LONGER = frozenset({"source/parse.py", "pages/views.py", "site/recurrence.py"})
"""The modules that are longer for now; none may be added."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def imported(module: Path) -> Iterator[tuple[int, str]]:
    """What a module imports of qsite, inside functions too: the line, and the path without ``qsite.``."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(module)}:{node.lineno} imports by a relative name"
            below = node.module == "qsite"
            names = [f"qsite.{alias.name}" for alias in node.names] if below else [node.module or ""]
        else:
            continue
        yield from ((node.lineno, name.removeprefix("qsite.")) for name in names if name.startswith("qsite."))


def test_every_folder_is_a_stage() -> None:
    folders = {name_of(module).split("/")[0] for module in MODULES if "/" in name_of(module)}

    assert folders == set(STAGES)
    assert {module.stem for module in PACKAGE.glob("*.py")} == {*ROOTS, "__init__", "__main__"}


@pytest.mark.parametrize("module", [one for one in MODULES if one.parent != PACKAGE], ids=name_of)
def test_a_stage_imports_earlier_stages_only(module: Path) -> None:
    stage = STAGES.index(name_of(module).split("/")[0])

    wrong = [
        f"{name_of(module)}:{line} imports {name}"
        for line, name in imported(module)
        if (first := name.split(".")[0]) in STAGES and STAGES.index(first) > stage
    ]

    assert wrong == []


@pytest.mark.parametrize("name", ROOTS)
def test_the_root_modules_import_no_stage(name: str) -> None:
    assert [one for one in imported(PACKAGE / f"{name}.py") if one[1].split(".")[0] not in ROOTS] == []


def test_no_module_is_long() -> None:
    lengths = {name_of(module): len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES}

    long = {name: lines for name, lines in lengths.items() if lines > MOST_LINES and name not in LONGER}
    assert long == {}
