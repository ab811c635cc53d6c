"""Snapshots of the board as the largest office sends them, and pages that are handed them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hall import Pages, Served

if TYPE_CHECKING:
    from oldchromium import OldPage

# Instead of the live connection: the test hands the page its snapshots.
LIVE = """
export {now} from "/static/time.js";
export function watch(room, handlers) {
  if (room === "playlist") window.playlist = handlers;
  else window.board = handlers;
  return {emit() {}};
}
"""
# What the layout `media` shows comes apart from the board.
HAND = "board.state(true); if (window.playlist) playlist.snapshot(s); board.snapshot(s);"
LONG = "Nguyễn Hoàng Phương Thảo Nguyên Ngọc Bích Trâm Anh Quỳnh"
MASKED = "Trần T** Hoa"
SAID = [
    {"lang": "vi", "text": f"Gọi lần cuối: Xin mời công dân {LONG}, số A1009, đến quầy số 19."},
    {"lang": "en", "text": f"Last call: {LONG}, number A1009, please go to counter 19."},
]
Snapshot = Callable[[int], dict[str, Any]]


def handed(pages: Pages, served: Served, path: str, width: int, height: int) -> Any:
    """A display's page that waits for `hand`."""
    page = pages.open("about:blank", width, height)
    page.route(
        "**/static/live.js",
        lambda route: route.fulfill(content_type="text/javascript", body=LIVE),
    )
    page.goto(f"{served.page}/display/{path}")
    page.wait_for_function("() => window.board && document.fonts.status === 'loaded'")
    return page


def hand(page: Any, make: Snapshot) -> None:
    now = int(page.evaluate("import('/static/time.js').then((time) => time.now())"))
    page.evaluate(f"(s) => {{ {HAND} }}", make(now))
    page.wait_for_timeout(450)


def hand_old(page: OldPage, make: Snapshot) -> None:
    """As `hand`, in an old Chromium whose page has `LIVE` for its live.js."""
    now = int(page.evaluate("import('/static/time.js').then((time) => time.now())"))
    page.evaluate(f"(() => {{ const s = {json.dumps(make(now))}; {HAND} }})()")


def large(calls: int, apart: int, *, first: int = 1000, day: str = "2026-03-10") -> Snapshot:
    """31 counters, long names, numbers of four digits from `first`; calls `apart` ms from each
    other."""

    def snapshot(now: int) -> dict[str, Any]:
        return {
            "day": day,
            "now": now,
            "most": 40,
            "open": True,
            "opens_at": None,
            "muted": None,
            "notices": [],
            "media": [],
            "caption": SAID,
            "officers": {str(n): LONG for n in range(1, 32)},
            "desks": [desk(n, now, first) for n in range(1, 32)],
            "services": [service(letter) for letter in "ABCDEGHKLMNR"],
            "next": [f"B{first + n:03d}" for n in range(12)],
            "missed": [f"C{first + n:03d}" for n in range(30)],
            "calls": [called(calls - n, now - n * apart, first) for n in range(calls)],
            "voice": {str(calls): "speaking", str(calls - 1): "waiting"},
        }

    return snapshot


def told(make: Snapshot, **more: Any) -> Snapshot:
    """The same with other facts in it."""
    return lambda now: {**make(now), **more}


def nameless(make: Snapshot) -> Snapshot:
    """The same where nobody is called by name."""

    def snapshot(now: int) -> dict[str, Any]:
        facts = make(now)
        return {**facts, "calls": [{**call, "name": None} for call in facts["calls"]]}

    return snapshot


def desk(n: int, now: int, first: int) -> dict[str, Any]:
    turn = {"state": "serving", "label": f"A{first + n:03d}", "ticket": n}
    kinds: list[dict[str, Any]] = [
        {"state": "open", "turn": turn},
        {"state": "open", "turn": {**turn, "state": "called"}},
        {"state": "open", "turn": None},
        {"state": "paused", "turn": None, "until": now},
        {"state": "closed", "turn": None, "opens": "09:00"},
    ]
    told = {"reason": None, "until": None, "opens": None}
    return {"counter": n, "zone": zone(n), **told, **kinds[n % 5]}


def service(letter: str) -> dict[str, Any]:
    closed = letter in "CGR"
    name = {"vi": "Đất đai – Xây dựng" if closed else "Kinh doanh", "en": ""}
    waiting = 0 if closed else 128
    return {
        "id": letter,
        "letter": letter,
        "name": name,
        "waiting": waiting,
        "open": not closed,
        "full": False,
        "opens": None,
    }


def called(seq: int, at: int, first: int) -> dict[str, Any]:
    return {
        "seq": seq,
        "at": at,
        "first_at": at,
        "turn": seq,
        "ticket": seq,
        "label": f"A{first + seq:03d}",
        "counter": 10 + seq % 20,
        "zone": zone(seq),
        "calls": 2,
        "language": "vi",
        "state": "called",
        "named": True,
        "name": LONG if seq % 2 else MASKED,
    }


def zone(n: int) -> str:
    return ("hall", "yard")[n // 2 % 2]
