"""run.py test: every quick test, or every long one."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import bootstrap

TAKES_REST = True
WORKERS = "3"
QUICK = ("not long", WORKERS)
NO_TESTS = 5
"""What pytest ends with where nothing has the marks and words that were asked for."""
MEMORY = Path("/dev/shm")
ROOM = 2 << 30
"""Bytes that must be free there; the quick tests write a quarter of it."""


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument("--long", action="store_true", help="chỉ bài dài · only long ones")


def run(args: argparse.Namespace, rest: list[str]) -> int:
    """pytest's exit code for all tests but the long ones, or for those alone."""
    bootstrap.enter("test", "browser")
    # Most wait for pages and servers; what is timed wants the machine alone. Each has a process of
    # its own, which can be given up when a test is stuck.
    passes = [("long and not alone", WORKERS), ("long and alone", "1")]
    with _folder(args.long) as folder:
        env = {**os.environ, "TMPDIR": folder} if folder else None
        codes = {_pytest(each, rest, env) for each in (passes if args.long else [QUICK])}
    return max(codes - {NO_TESTS}, key=abs, default=NO_TESTS)


def _pytest(which: tuple[str, str], rest: list[str], env: dict[str, str] | None) -> int:
    """pytest's exit code for the tests with these marks, on so many workers."""
    marks, workers = which
    settings = str(bootstrap.HERE / "pyproject.toml")
    command = [sys.executable, "-m", "pytest", "-c", settings, "-m", marks]
    command += ["-n", workers, "--dist", "worksteal", *rest]
    return subprocess.run(command, cwd=bootstrap.HERE, env=env, check=False).returncode


def _folder(long: bool) -> AbstractContextManager[str | None]:
    """Where the tests write: in memory, where nobody waits for a disk; the long ones measure it."""
    if long or not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        return nullcontext()
    return tempfile.TemporaryDirectory(
        prefix="goiso-tests-", dir=MEMORY, ignore_cleanup_errors=True
    )
