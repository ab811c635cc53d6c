"""What every application of a run would make anew and alike is made once: a third of its beginning.

Pages are worked out by Jinja once for all processes, in the folder that `FOLDER` names, and the
URL of each rule once for each process. What is made and what it says stay the same.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule

FOLDER = "GOISO_TEST_TEMPLATES"


def keep() -> Callable[[], None]:
    """From now on, in this process and those that it starts; answers what ends the keeping."""
    begun_here = FOLDER not in os.environ
    if begun_here:
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="goiso-templates-")
    folder = os.environ[FOLDER]
    Flask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache(folder)}
    _keep_builders()

    def end() -> None:
        if begun_here:
            shutil.rmtree(folder, ignore_errors=True)
            del os.environ[FOLDER]

    return end


def _keep_builders() -> None:
    kept: dict[Any, Any] = {}
    make = Rule._compile_builder

    def builder(rule: Rule, append_unknown: bool = True) -> Any:
        defaults = tuple(sorted((rule.defaults or {}).items()))
        told = (rule.rule, tuple(rule._trace), defaults, append_unknown)
        if told not in kept:
            kept[told] = make(rule, append_unknown)
        return kept[told]

    Rule._compile_builder = builder  # type: ignore[assignment,method-assign]
