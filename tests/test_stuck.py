"""A test that waits for ever is ended, and told by its name."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hall import ROOT

STUCK = """
import time
import pytest

@pytest.fixture
def held():
    yield
    time.sleep(60)

def test_fails_and_then_waits(held): assert False
def test_waits(): time.sleep(60)
def test_well(): pass
"""
IMPATIENT = """
import goiso_conftest
goiso_conftest.SECONDS = 2
from goiso_conftest import *
"""


@pytest.mark.long
def test_a_test_that_waits_for_ever_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "goiso_conftest.py")
    (tmp_path / "conftest.py").write_text(IMPATIENT)
    (tmp_path / "test_it.py").write_text(STUCK)
    paths = f"pythonpath={ROOT} {ROOT / 'tests'} {tmp_path}"
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "-n", "1"]
    done = subprocess.run(
        [*command, "-o", paths, str(tmp_path / "test_it.py")],
        cwd=tmp_path, capture_output=True, text=True, timeout=100,
    )  # fmt: skip
    for name in ("test_fails_and_then_waits", "test_waits"):
        assert re.search(rf"crashed while running '\S*::{name}'", done.stdout), done.stdout
    assert "1 passed" in done.stdout
    assert "in test_waits" in done.stderr and "in held" in done.stderr
