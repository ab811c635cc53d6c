"""The program's own files, as the tests of the house read them."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
THIRD_PARTY = ("vendor", "fonts")
PAGES = (".html", ".js", ".css")


def own_files(*suffixes: str) -> Iterator[Path]:
    """Every file of ours with one of `suffixes`; nothing hidden, made or of a third party."""
    return (path for path in _own() if path.suffix in suffixes)


def product_code() -> Iterator[Path]:
    """The Python of the product, without its tests."""
    return (path for path in own_files(".py") if path.relative_to(ROOT).parts[0] != "tests")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> set[str]:
    """Dotted names of all that a module imports, wherever in it; `from a import b` is a.b."""
    found: set[str] = set()
    for node in _nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)} imports relatively"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def texts(path: Path) -> Iterator[str]:
    """Every text in a module but its docstrings."""
    said = {id(node.value) for node in _nodes(path) if isinstance(node, ast.Expr)}
    for node in _nodes(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def calls(path: Path) -> set[str]:
    """The names of all methods that a module calls."""
    return {
        node.func.attr
        for node in _nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }


@cache
def _own() -> tuple[Path, ...]:
    found: list[Path] = []
    for folder, folders, files in os.walk(ROOT):
        hidden = (".", "__pycache__")
        folders[:] = [
            each for each in folders if not each.startswith(hidden) and each not in THIRD_PARTY
        ]
        found += [Path(folder, each) for each in files if not each.startswith(hidden)]
    return tuple(sorted(found))


@cache
def _nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))
