"""Opens a page full screen, keeps the screen awake, and starts the browser again when it hangs.

python3 launch.py http://SERVER:8000/kiosk/?id=k1 [--browser PATH] [--profile FOLDER]

Runs on the machine that has the screen, on Linux and Windows, with Python's standard library
alone. The same for a display: http://SERVER:8000/display/?id=tv1
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from urllib.request import ProxyHandler, build_opener

NAMES = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
PLACES = (
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
    r"Chromium\Application\chrome.exe",
)
FLAGS = (
    "--kiosk",
    "--no-first-run",
    "--no-default-browser-check",
    "--noerrdialogs",
    "--disable-session-crashed-bubble",
    "--hide-crash-restore-bubble",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--disable-features=Translate,TouchpadOverscrollHistoryNavigation",
    "--disable-background-networking",
    "--disable-component-update",
    "--autoplay-policy=no-user-gesture-required",
)
AWAKE = 0x80000000 | 0x00000002 | 0x00000001
"""SetThreadExecutionState: for good, the display, the system."""
LOOK, REST, NEVER = 5.0, 2.0, 600.0
"""Seconds between two looks, before a new start, and for a page that never said a word."""
ON_WINDOWS = os.name == "nt"


class Browser:
    """One browser with a profile of its own. Its page says that it lives under a made-up name."""

    def __init__(self, program: str, page: str, profile: Path, more: list[str]) -> None:
        self.name = secrets.token_hex(16)
        parts = urlsplit(page)
        query = f"{parts.query}&watch={self.name}".lstrip("&")
        address = urlunsplit(parts._replace(query=query))
        command = [program, *FLAGS, f"--user-data-dir={profile}", *more, address]
        self.process = subprocess.Popen(command, start_new_session=True)
        self.heard = time.monotonic()
        """When its page last said a word. A server that was started anew remembers none."""

    def end(self) -> None:
        """With all its processes: of a hanging page only some of them hang."""
        if ON_WINDOWS:
            command = ["taskkill", "/T", "/F", "/PID", str(self.process.pid)]
            subprocess.run(command, capture_output=True, check=False)
        else:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def trouble(browser: Browser, origin: str, hang: float) -> str | None:
    """Why the browser has to be started again. A server that does not answer is no reason."""
    if browser.process.poll() is not None:
        return f"the browser ended ({browser.process.returncode})"
    try:
        # The office's network needs no proxy, whatever is set on this machine.
        with build_opener(ProxyHandler({})).open(f"{origin}/beats/{browser.name}", timeout=5) as a:
            age = json.load(a)["age_ms"]
    except (OSError, ValueError, KeyError):
        return None
    if age is None:
        silent = time.monotonic() - browser.heard
        return f"the page said nothing in {silent:.0f} s" if silent > NEVER else None
    browser.heard = time.monotonic() - age / 1000
    return f"the page hangs since {age / 1000:.0f} s" if age > hang * 1000 else None


def stay_awake() -> None:
    if ON_WINDOWS:
        ctypes.windll.kernel32.SetThreadExecutionState(AWAKE)  # type: ignore[attr-defined]
    elif shutil.which("xset") and os.environ.get("DISPLAY"):
        for setting in (("s", "off"), ("s", "noblank"), ("-dpms",)):
            subprocess.run(["xset", *setting], check=False)


def find_browser() -> str | None:
    if not ON_WINDOWS:
        return next(filter(None, map(shutil.which, NAMES)), None)
    homes = [os.environ.get(each) for each in ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")]
    programs = [Path(home) / place for place in PLACES for home in homes if home]
    return next((str(program) for program in programs if program.exists()), None)


def main() -> int:
    """Ends when it is told to, with the browser; 2 after a sentence when there is none to start."""
    parser = argparse.ArgumentParser(description="Gọi Số: trang toàn màn hình · full screen")
    parser.add_argument("page", help="http://SERVER:8000/kiosk/?id=k1")
    parser.add_argument("--browser", help="Chromium, Chrome, Edge")
    parser.add_argument("--profile", type=Path, default=Path.home() / ".goiso-browser")
    parser.add_argument("--hang", type=float, default=60, help="giây · seconds")
    args, more = parser.parse_known_args()
    parts = urlsplit(args.page)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        print("Địa chỉ phải như http://SERVER:8000/kiosk/?id=k1. · That is no such address.")
        return 2
    program = args.browser or find_browser()
    if program is None:
        print("Không thấy Chromium, Chrome hay Edge. · No browser found: --browser PATH.")
        return 2
    stay_awake()
    # Whoever ends the launcher means its browser too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    origin = f"{parts.scheme}://{parts.netloc}"
    while True:
        browser = Browser(program, args.page, args.profile, more)
        try:
            while (reason := trouble(browser, origin, args.hang)) is None:
                time.sleep(LOOK)
        finally:
            browser.end()
        print(f"{time.strftime('%H:%M:%S')} {reason}; mở lại · opened again", flush=True)
        time.sleep(REST)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
