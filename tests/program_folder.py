"""The program's own files, as the tests of the house read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
THIRD_PARTY = ("vendor", "fonts")
PAGES = (".html", ".js", ".css")


def own_files(*suffixes: str) -> Iterator[Path]:
    """Every file of ours with one of `suffixes`; nothing hidden, made or of a third party."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith((".", "__pycache__")) for part in parts)
        if path.suffix in suffixes and not hidden and not set(parts) & set(THIRD_PARTY):
            yield path


def product_code() -> Iterator[Path]:
    """The Python of the product, without its tests."""
    return (path for path in own_files(".py") if path.relative_to(ROOT).parts[0] != "tests")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> set[str]:
    """Dotted names of all that a module imports, wherever in it; `from a import b` is a.b."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)} imports relatively"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def texts(path: Path) -> Iterator[str]:
    """Every text in a module but its docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def calls(path: Path) -> set[str]:
    """The names of all methods that a module calls."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return {
        node.func.attr
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
