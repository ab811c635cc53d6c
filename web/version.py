"""Which version of the product this is."""

from __future__ import annotations

import tomllib
from pathlib import Path


def version() -> str:
    """As pyproject.toml in the program folder says."""
    project = Path(__file__).resolve().parent.parent / "pyproject.toml"
    return str(tomllib.loads(project.read_text("utf-8"))["project"]["version"])
