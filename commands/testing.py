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
MEMORY = Path("/dev/shm")
ROOM = 2 << 30
"""Bytes that must be free there; the quick tests write a quarter of it."""


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument("--long", action="store_true", help="chỉ bài dài · only long ones")


def run(args: argparse.Namespace, rest: list[str]) -> int:
    """pytest's exit code for all tests but the long ones, or for those alone."""
    bootstrap.enter("test", "browser")
    # The quick ones mostly wait for pages and servers; the long ones want the machine alone, in a
    # process that can be given up when a test is stuck.
    which, side = ("long", "1") if args.long else ("not long", WORKERS)
    settings = str(bootstrap.HERE / "pyproject.toml")
    command = [sys.executable, "-m", "pytest", "-c", settings, "-m", which]
    command += ["-n", side, "--dist", "worksteal", *rest]
    with _folder(args.long) as folder:
        env = {**os.environ, "TMPDIR": folder} if folder else None
        return subprocess.run(command, cwd=bootstrap.HERE, env=env, check=False).returncode


def _folder(long: bool) -> AbstractContextManager[str | None]:
    """Where the tests write: in memory, where nobody waits for a disk; the long ones measure it."""
    if long or not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        return nullcontext()
    return tempfile.TemporaryDirectory(
        prefix="goiso-tests-", dir=MEMORY, ignore_cleanup_errors=True
    )
