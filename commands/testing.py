"""run.py test: every quick test, or every long one."""

import argparse
import subprocess
import sys

import bootstrap

TAKES_REST = True
WORKERS = "3"


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument("--long", action="store_true", help="chỉ bài dài · only long ones")


def run(args: argparse.Namespace, rest: list[str]) -> int:
    """pytest's exit code for all tests but the long ones, or for those alone."""
    bootstrap.enter("test", "browser")
    which = "long" if args.long else "not long"
    # The quick ones mostly wait for pages and servers; the long ones want the machine alone.
    side = [] if args.long else ["-n", WORKERS, "--dist", "worksteal"]
    settings = str(bootstrap.HERE / "pyproject.toml")
    command = [sys.executable, "-m", "pytest", "-c", settings, "-m", which, *side, *rest]
    return subprocess.run(command, cwd=bootstrap.HERE, check=False).returncode
