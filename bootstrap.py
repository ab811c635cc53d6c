"""Puts this process into ./.venv. Standard library only."""

import sys

# Checked before anything that an older Python could not read or encode.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.stderr.write("Can Python 3.11 tro len. Python 3.11 or later is needed.\n")
    sys.exit(2)

import hashlib
import io
import os
import platform
import signal
import subprocess
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def enter(*groups: str) -> None:
    """Return only inside ./.venv with the product's lock and those of `groups` installed.

    Where all is in place this compares one stamp per lock and never touches the network. Otherwise
    .venv is made or mended first. Exits 2 with one sentence where that is impossible.
    """
    speak_utf8()
    os.environ.update(PYTHONDONTWRITEBYTECODE="1", PYTHONUTF8="1")
    wanted = ("", *groups)
    complete = ready(wanted)
    # Under `uv run`, uv made .venv from pyproject.toml and answers for it.
    if _inside() and (complete or "uv" in _description()):
        return
    if not complete:
        from installer import set_up

        set_up(wanted)
    _start_again()


def speak_utf8() -> None:
    """Vietnamese in every terminal and every redirected file, also on Windows."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def leave_no_dumps() -> None:
    """A crash of this process, or of one that it starts, writes no memory to the disk: names of
    citizens are in it."""
    try:
        import resource
    except ImportError:  # Windows keeps dumps only where somebody has asked for them.
        return
    # 0 stops a file alone; at 1 Linux hands nothing to a collector of dumps either (core(5)).
    most = 1 if sys.platform == "linux" else 0
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    # Where the computer's own rule is 0 nobody but root may raise it.
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def tell(line: str, passing: bool = False) -> None:
    """One line for the person who waits; in a terminal the next one replaces a `passing` one."""
    screen = sys.stdout.isatty()
    end = "" if passing and screen else "\n"
    print(f"\r{line:<78}" if screen else line, end=end, flush=True)


def fail(vietnamese: str, english: str) -> NoReturn:
    """One sentence in two languages on standard error, and exit code 2."""
    print(f"{vietnamese} · {english}", file=sys.stderr, flush=True)
    sys.exit(2)


def _inside() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def ready(groups: tuple[str, ...]) -> bool:
    return PYTHON.exists() and all(stamped(group) for group in groups)


def stamped(group: str) -> bool:
    """Whether the lock of `group`, as it is now, was installed to the end for this Python."""
    try:
        return stamp(group).read_text(encoding="utf-8") == mark(group)
    except OSError:
        return False


def mark(group: str) -> str:
    """What a complete set-up leaves: the lock's digest and the Python that .venv runs."""
    python = _minor(platform.python_version()) if _inside() else made_for()
    return f"{hashlib.sha256(lock_of(group).read_bytes()).hexdigest()} {python}\n"


def _description() -> dict[str, str]:
    """What pyvenv.cfg says; nothing where there is none."""
    try:
        lines = (VENV / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    return {key.strip(): value.strip() for key, _, value in (line.partition("=") for line in lines)}


def made_for() -> str:
    """The Python that .venv was made for, as "3.11"; empty where there is none."""
    described = _description()
    return _minor(described.get("version") or described.get("version_info", ""))


def _minor(version: str) -> str:
    return ".".join(version.split(".")[:2])


def lock_of(group: str) -> Path:
    return HERE / f"requirements{'-' if group else ''}{group}.lock"


def stamp(group: str) -> Path:
    return VENV / f"{lock_of(group).name}.installed"


def _start_again() -> NoReturn:
    """Run the same command line by .venv's Python. Windows has no exec, so this one waits."""
    command = [str(PYTHON), *sys.orig_argv[1:]]
    if os.name != "nt":
        os.execv(PYTHON, command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(subprocess.call(command))


if __name__ == "__main__":
    enter(*sys.argv[1:])
