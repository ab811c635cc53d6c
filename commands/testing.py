"""run.py test: every quick test, or every long one."""

import argparse
import subprocess
import sys

import bootstrap

TAKES_REST = True
WORKERS = "4"
QUICK = ("not long", WORKERS)
NO_TESTS = 5
"""What pytest ends with where nothing has the marks and words that were asked for."""


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument("--long", action="store_true", help="chỉ bài dài · only long ones")


def run(args: argparse.Namespace, rest: list[str]) -> int:
    """pytest's exit code for all tests but the long ones, or for those alone."""
    bootstrap.enter("test", "browser")
    # Most wait for pages and servers; what is timed wants the machine alone. Each has a process of
    # its own, which can be given up when a test is stuck.
    passes = [("long and not alone", WORKERS), ("long and alone", "1")]
    codes = {_pytest(each, rest) for each in (passes if args.long else [QUICK])}
    return max(codes - {NO_TESTS}, key=abs, default=NO_TESTS)


def _pytest(which: tuple[str, str], rest: list[str]) -> int:
    """pytest's exit code for the tests with these marks, on so many workers."""
    marks, workers = which
    settings = str(bootstrap.HERE / "pyproject.toml")
    command = [sys.executable, "-m", "pytest", "-c", settings, "-m", marks]
    command += ["-n", workers, "--dist", "worksteal", *rest]
    return subprocess.run(command, cwd=bootstrap.HERE, check=False).returncode
