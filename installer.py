"""Makes ./.venv, or mends it, from the locks. Standard library only; bootstrap calls it."""

import csv
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NoReturn

from bootstrap import PYTHON, VENV, fail, lock_of, made_for, mark, ready, stamp, stamped, tell

MUTEX, LOG = VENV / "setup.mutex", VENV / "setup.log"
INSTALL = [
    *("install", "--require-hashes", "--only-binary", ":all:", "--no-deps", "--no-input"),
    *("--no-color", "--disable-pip-version-check", "--progress-bar", "off", "--retries", "2"),
]

# One line a package, in pip's words; the second form is for wheels that lie on a disk.
PACKAGE = re.compile(
    r"(?:Collecting|Requirement already satisfied:) (\S+)==(\S+)"
    r"|Processing .*?([^/\\]+?)-([^-/\\]+)-[^/\\]*\.whl"
)

# What pip says when something is wrong, and the sentence for it.
TROUBLES = {
    "No space left on device": (
        "Hết chỗ trống trên đĩa, cần khoảng 500 MB.",
        "The disk is full, about 500 MB are needed.",
    ),
    "CERTIFICATE_VERIFY_FAILED": (
        "Kết nối không được tin cậy; hãy xem lại ngày giờ của máy.",
        "The connection is not trusted; check this computer's date and time.",
    ),
    "DO NOT MATCH THE HASHES": (
        "Gói tải về không đúng với tệp khóa; hãy thử lại từ một mạng khác.",
        "A downloaded package is not the one in the lock; try again from another network.",
    ),
    "connection broken|Connection(Error| refused)|timed out|getaddrinfo|ProxyError": (
        "Không tải được các gói Python: máy chưa có mạng. Nối mạng rồi chạy lại lệnh này.",
        "No network: connect and run this again; what was downloaded is kept.",
    ),
}


def set_up(groups: tuple[str, ...]) -> None:
    """Make or mend ./.venv and install the locks of `groups`; "" is the product's own."""
    began = time.monotonic()
    try:
        VENV.mkdir(exist_ok=True)
        with _alone() as mutex:
            if not ready(groups):
                pip = _venv_with_pip()
                _forget_half_installed()
                for group in groups:
                    if not stamped(group):
                        _install(pip, group, began, mutex)
    except KeyboardInterrupt:
        fail("Đã dừng; chạy lại lệnh này để đi tiếp.", "Stopped; run this again to go on.")
    except OSError as error:
        fail(f"Không ghi được vào {VENV}.", f"It cannot be written: {error.strerror}.")
    tell(f"Xong sau {time.monotonic() - began:.0f} giây. · Ready.")


@contextmanager
def _alone() -> Iterator[int]:
    """Hold the set-up's mutex: a second set-up waits, and one that pip outlived waits for pip."""
    with MUTEX.open("a+b") as file:
        if not _locked(file):
            tell("Một lần chuẩn bị khác đang chạy, xin chờ… · Waiting for another set-up…")
            while not _locked(file):
                time.sleep(0.2)
        yield file.fileno()


def _locked(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _venv_with_pip() -> list[str]:
    """A .venv whose Python runs, and the command line of a pip that installs into it."""
    base = getattr(sys, "_base_executable", sys.executable)
    if not _runs():
        for thing in VENV.iterdir():
            if thing.is_dir() and not thing.is_symlink():
                shutil.rmtree(thing)
            elif thing != MUTEX:
                thing.unlink()
        if not _ok(base, "-m", "venv", "--without-pip", str(VENV)):
            fail(
                "Python này thiếu mô-đun venv; cài gói python3-venv.",
                "This Python has no venv; install python3-venv.",
            )
    if _ok(base, "-c", "import pip"):
        return [base, "-m", "pip", "--python", str(VENV)]
    python = str(PYTHON)
    if not _ok(python, "-c", "import pip") and not _ok(python, "-m", "ensurepip"):
        fail(
            "Python này không có pip; cài gói python3-pip.",
            "This Python has no pip; install python3-pip.",
        )
    return [python, "-m", "pip"]


def _runs() -> bool:
    """Whether .venv's Python starts and is still the one that .venv was made for."""
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return bool(answer.stdout) and answer.stdout.strip() == made_for()


def _ok(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _forget_half_installed() -> None:
    """Make pip install again what a killed set-up left with files missing or cut short.

    pip believes a .dist-info folder, which it fills early; its RECORD comes last.
    """
    for site in (*VENV.glob("lib/python*/site-packages"), *VENV.glob("Lib/site-packages")):
        for info in site.glob("*.dist-info"):
            try:
                record = (info / "RECORD").read_text(encoding="utf-8").splitlines()
                whole = all(
                    not size or (site / path).stat().st_size == int(size)
                    for path, _, size in csv.reader(record)
                )
            except (OSError, ValueError):
                whole = False
            if not whole:
                shutil.rmtree(info)


def _install(pip: list[str], group: str, began: float, mutex: int) -> None:
    """Install one lock, telling each package, and stamp it when all of it is there."""
    again = LOG.exists()
    total = _count(lock_of(group))
    tell(
        f"Cài {total} gói Python vào .venv (chỉ lần này cần mạng)… · "
        f"{'Going on with' if again else 'Installing'} {total} packages…"
    )
    # pip keeps the mutex open, so that a new set-up waits for one that outlived its parent.
    os.set_inheritable(mutex, True)
    child = subprocess.Popen(
        [*pip, *INSTALL, "-r", str(lock_of(group))],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PIP_USER": "0"},
        encoding="utf-8",
        errors="replace",
        close_fds=False,
    )
    said, number = "", 0
    assert child.stdout
    with LOG.open("w", encoding="utf-8") as log:
        for line in child.stdout:
            log.write(line)
            said += line
            if package := PACKAGE.match(line):
                number += 1
                name = " ".join(filter(None, package.groups()))
                elapsed = f"{time.monotonic() - began:.0f} s"
                tell(f"  [{number}/{total}] {name} · {elapsed}", passing=True)
            elif line.startswith("Installing collected"):
                tell("Đã tải đủ, đang cài… · All downloaded, installing…")
    if child.wait():
        _explain(said)
    temporary = stamp(group).with_suffix(".tmp")
    temporary.write_text(mark(group), encoding="utf-8")
    temporary.replace(stamp(group))
    LOG.unlink()


def _explain(said: str) -> NoReturn:
    for pattern, sentence in TROUBLES.items():
        if re.search(pattern, said):
            fail(*sentence)
    fail(f"Không cài được các gói Python; xem {LOG}.", "The packages could not be installed.")


def _count(lock: Path) -> int:
    """How many packages of `lock` are for this system; the progress needs no more than that."""
    pins = re.findall(r"^([\w.-]+)==[^ ]+(.*)$", lock.read_text("utf-8"), re.MULTILINE)
    here = f"sys_platform == '{sys.platform}'"
    return len({name for name, marker in pins if "sys_platform ==" not in marker or here in marker})
