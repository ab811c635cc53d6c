"""A rule of the core that is broken on purpose is caught by the test that is named for it."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hall import ROOT

MUTANTS = sorted((ROOT / "tests" / "mutants").glob("*.patch"))
HEAD = re.compile(r"Rule: (.+)\nCaught-by: (tests/(test_\w+)\.py::(test_\w+))\n\n--- a/office/")
FAILED = 1


def head(patch: Path) -> re.Match[str]:
    found = HEAD.match(patch.read_text("utf-8"))
    assert found, f"{patch.name} does not say its rule and who catches it"
    return found


def apply(patch: Path, folder: Path, *how: str) -> None:
    command = ["git", "apply", *how, str(patch)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, f"{patch.name} fits no more, make it anew: {done.stderr}"


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize("patch", MUTANTS, ids=lambda patch: patch.stem)
def test_every_mutant_fits_and_has_its_row_in_the_document(patch: Path) -> None:
    rule, _, _, catcher = head(patch).groups()
    apply(patch, ROOT, "--check")
    row = f"| {patch.stem} | {rule} | `{catcher}` |"
    assert row in (ROOT / "docs" / "testing.md").read_text("utf-8")


def test_there_are_enough_mutants_and_the_retelling_imports_nothing_of_the_office() -> None:
    assert len(MUTANTS) >= 12
    for file in ("office_model.py", "office_course.py", "office_records.py", "office_order.py"):
        tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
        modules = {
            name.split(".")[0]
            for node in ast.walk(tree)
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        assert "office" not in modules


@pytest.mark.long
@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize("patch", MUTANTS, ids=lambda patch: patch.stem)
def test_every_mutant_is_caught(patch: Path, tmp_path: Path) -> None:
    unwanted = shutil.ignore_patterns(".*", "__pycache__", "mutants", "docs")
    copy = tmp_path / "goiso"
    shutil.copytree(ROOT, copy, ignore=unwanted)
    subprocess.run(["git", "init", "-q", str(copy)], check=True)
    apply(patch, copy)
    wanted = head(patch)[2]
    command = [sys.executable, "-m", "pytest", "-c", "pyproject.toml", "-q", "-x", wanted]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, timeout=120)
    assert done.returncode == FAILED, f"{patch.stem} lives:\n{done.stdout}"
    assert f"FAILED {wanted}" in done.stdout
    assert "ImportError" not in done.stdout and "SyntaxError" not in done.stdout
