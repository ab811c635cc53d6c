"""A real office behind its door: paired machines, people with PINs, and browsers anywhere.

It runs as if behind a proxy on this computer, so that nobody is trusted for asking from here, and
a browser's address is the one that it says.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import requests
from hall import Served
from letin import PASSWORD, PIN

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OPEN = {f"hours.{day}": ["00:00-24:00"] for day in DAYS} | {"hours.holidays": []}
CREATED = 201


class Browser(requests.Session):
    """One browser at one address."""

    def __init__(self, base: str, address: str) -> None:
        super().__init__()
        self.base = base
        self.headers["X-Forwarded-For"] = address

    def page(self, path: str) -> requests.Response:
        return self.get(self.base + path, timeout=20, allow_redirects=False)

    def says(self, path: str, **body: Any) -> requests.Response:
        return self.post(self.base + path, json=body, timeout=20)


@dataclass
class Guarded:
    """The office and the orders of its command line."""

    served: Served

    def order(self, path: str, **wish: Any) -> Any:
        key = (self.served.data / "control.key").read_text("ascii")
        answer = self.served.post(f"/control/{path}", wish, headers={"X-Goiso-Key": key})
        assert answer.ok, answer.text
        return answer.json()

    def browser(self, address: str = "10.0.0.9") -> Browser:
        return Browser(self.served.base, address)

    def machine(self, kind: str, place: str, address: str = "10.0.1.1") -> Browser:
        """The browser of a paired machine."""
        told = self.order("devices", do="add", kind=kind, name=f"{kind} {place}", place=place)
        browser = self.browser(address)
        browser.cookies.set(f"goiso_{kind}", told["token"])
        return browser

    def person(self, role: str, name: str) -> str:
        """Somebody with PIN and password; the name to sign in with."""
        told = self.order("people", do="add", name=name, role=role)
        token = told["link"].partition("#")[2]
        browser = self.browser("10.0.2.2")
        settled = browser.says("/start", token=token, pin=PIN, password=PASSWORD)
        assert settled.status_code == CREATED, settled.text
        return str(told["handle"])

    def officer(self, counter: int, name: str = "Lê Minh Tâm") -> Browser:
        """Signed in with the PIN on the paired PC of an open counter."""
        browser = self.machine("counter", str(counter), f"10.0.3.{counter}")
        handle = self.person("officer", name)
        assert browser.says("/sign-in", handle=handle, secret=PIN).status_code == CREATED
        assert browser.says(f"/counter/{counter}/seats").status_code == CREATED
        opened = browser.says(f"/counter/{counter}/states", state="open")
        assert opened.status_code == CREATED, opened.text
        return browser

    def manager(self, name: str = "Nguyễn Thị Hạnh") -> Browser:
        """Signed in with the password, from anywhere."""
        browser = self.browser("10.0.4.4")
        handle = self.person("manager", name)
        assert browser.says("/sign-in", handle=handle, secret=PASSWORD).status_code == CREATED
        return browser


def guarded(serving: Callable[..., Served], changes: dict[str, Any] | None = None) -> Guarded:
    """`run.py serve`, open round the clock."""
    return Guarded(serving({**OPEN, "web.proxy": "yes", **(changes or {})}, mode="serve"))


def until(true: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether it came true in that time."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
