"""Who may use which route and watch which room, written by hand; docs/security.md is made of it.

A new route fails its test until a person has put it here. After a change:
`.venv/bin/python tests/access_table.py` writes the table into docs/security.md.
"""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "security.md"
BEGIN, END = "<!-- made by tests/access_table.py -->", "<!-- end -->"

ROLES = {
    "stranger": "stranger",
    "kiosk": "kiosk",
    "display": "display",
    "pc": "counter PC",
    "keypad": "keypad",
    "officer": "officer",
    "seated": "officer seated",
    "guide": "guide",
    "manager": "manager",
    "supervisor": "supervisor",
}
"""Paired machines with nobody signed in, and people; `seated` at the counter that is asked for."""

ALL = tuple(ROLES)
STAFF = ("officer", "seated", "guide", "manager", "supervisor")
AT_KIOSK = ("kiosk", "guide", "manager")
GUIDES = ("guide", "manager")
HALL = ("display", "manager", "supervisor")
SEATED = ("seated", "keypad")
OFFICERS = ("officer", "seated", "manager")
READ = ("manager", "supervisor")
KEY = ("key",)
DEMO = ()

ROUTES: dict[str, tuple[str, ...]] = {
    "GET /": ALL,
    "GET /healthz": ALL,
    "GET /qr/<place>.svg": ALL,
    "GET /t/<token>": ALL,
    "GET /thong-tin/": ALL,
    "GET /sign-in": ALL,
    "POST /sign-in": ALL,
    "POST /sign-out": STAFF,
    "GET /start": ALL,
    "POST /start/looks": ALL,
    "POST /start": ALL,
    "POST /devices/claims": ALL,
    "POST /devices/asks": ALL,
    "POST /beats": ALL,
    "GET /beats/<watch>": ALL,
    "GET /kiosk/": AT_KIOSK,
    "GET /kiosk/?guide": GUIDES,
    "POST /kiosk/guide/tickets": GUIDES,
    "POST /kiosk/guide/reprints": GUIDES,
    "POST /kiosk/guide/returns": GUIDES,
    "POST /kiosk/guide/priorities": GUIDES,
    "POST /kiosk/guide/cancels": GUIDES,
    "POST /kiosk/guide/sheets": GUIDES,
    "POST /kiosk/finds": GUIDES,
    "POST /kiosk/tickets": AT_KIOSK,
    "POST /kiosk/check-ins": AT_KIOSK,
    "POST /kiosk/reprints": AT_KIOSK,
    "POST /kiosk/codes": AT_KIOSK,
    "GET /kiosk/sheets": AT_KIOSK,
    "POST /kiosk/sheets": AT_KIOSK,
    "POST /kiosk/papers": AT_KIOSK,
    "POST /kiosk/readings": AT_KIOSK,
    "POST /kiosk/scans": ("kiosk",),
    "POST /kiosk/cards": ("kiosk",),
    "POST /kiosk/sights": ("kiosk",),
    "GET /kiosk/agent": ("kiosk",),
    "GET /kiosk/agent/jobs/<int:job>": ("kiosk",),
    "POST /kiosk/agent/jobs/<int:job>/begins": ("kiosk",),
    "POST /kiosk/agent/jobs/<int:job>/ends": ("kiosk",),
    "POST /kiosk/agent/scans": ("kiosk",),
    "GET /display/": HALL,
    "GET /display/counter/<int:counter>": HALL,
    "GET /display/media/<name>": HALL,
    "POST /display/media": ("manager",),
    "POST /display/media/texts": ("manager",),
    "POST /display/media/orders": ("manager",),
    "POST /display/media/<int:item>/changes": ("manager",),
    "POST /display/media/<int:item>/removals": ("manager",),
    "GET /voices/notices": (*GUIDES, "supervisor"),
    "POST /voices/notices": GUIDES,
    "POST /voices/notices/previews": GUIDES,
    "POST /voices/notices/<int:notice>/hushes": GUIDES,
    "POST /voices/notices/<int:notice>/removals": GUIDES,
    "GET /voices/<name>": ("display", "kiosk", "manager"),
    "GET /voices/speaker": ("display", "kiosk"),
    "POST /voices/mutes": ("officer", "seated", "guide", "manager"),
    "GET /counter/": ALL,
    "GET /counter/<int:n>": OFFICERS,
    "POST /counter/<int:n>/seats": OFFICERS,
    "POST /counter/<int:n>/calls": SEATED,
    "POST /counter/<int:n>/recalls": SEATED,
    "POST /counter/<int:n>/starts": SEATED,
    "POST /counter/<int:n>/absences": SEATED,
    "POST /counter/<int:n>/undos": SEATED,
    "POST /counter/<int:n>/finishes": ("seated",),
    "POST /counter/<int:n>/reopens": ("seated",),
    "POST /counter/<int:n>/holds": ("seated",),
    "POST /counter/<int:n>/resumes": ("seated",),
    "POST /counter/<int:n>/transfers": ("seated",),
    "POST /counter/<int:n>/cancels": ("seated",),
    "POST /counter/<int:n>/states": ("seated",),
    "POST /counter/<int:n>/returns": ("seated", "guide"),
    "POST /counter/<int:n>/priorities": ("seated", "guide"),
    "POST /counter/<int:n>/check-ins": ("seated", "guide"),
    "POST /counter/<int:n>/tickets": ("seated", "guide"),
    "GET /manager/": READ,
    "GET /manager/people": READ,
    "POST /manager/people": ("manager",),
    "POST /manager/people/<int:person>": ("manager",),
    "GET /manager/devices": READ,
    "POST /manager/devices": ("manager",),
    "POST /manager/devices/refusals": ("manager",),
    "POST /manager/devices/<int:device>/revocations": ("manager",),
    "GET /manager/printers": READ,
    "POST /manager/printers/<id>/trials": ("manager",),
    "POST /manager/printers/<id>/papers": ("manager",),
    "GET /manager/voices": READ,
    "POST /manager/voices/<id>/trials": ("manager",),
    "POST /manager/voices/<id>/hearings": ("manager",),
    "GET /manager/media": READ,
    "GET /manager/rolls": READ,
    "POST /manager/rolls": ("manager",),
    "POST /manager/rolls/<int:roll>/ends": ("manager",),
    "POST /control/day-closes": KEY,
    "POST /control/clock-confirmations": KEY,
    "POST /control/config-reloads": KEY,
    "POST /control/people": KEY,
    "POST /control/devices": KEY,
    "POST /control/bookings": KEY,
    "GET /practice/": DEMO,
    "GET /practice/<day>": DEMO,
    "GET /practice/<day>.json": DEMO,
}
"""Files of the pages, …/static/…, are everybody's. `key`: the command line on this computer, which
can read the data folder. Nobody: the route is there in a demo only, on loopback.
"""

ROOMS: dict[str, tuple[str, ...]] = {
    "board-tv1": HALL,
    "desk-3": ("seated", "manager", "supervisor"),
    "desk-en-3": ("seated", "manager", "supervisor"),
    "desk-keypad-3": ("keypad",),
    "kiosk-k1": AT_KIOSK,
    "agent-k1": ("kiosk",),
    "speaker-kiosk-k1": ("kiosk",),
    "speaker-display-tv1": ("display",),
    "ticket-": ALL,
    "hall-vi.0": ALL,
    "printers": READ,
    "rolls": READ,
    "voices": READ,
    "notices": (*GUIDES, "supervisor"),
    "media": READ,
    "playlist": ("display", *READ),
    "home": ("pc", *STAFF),
    "practice-3": DEMO,
}


def table() -> str:
    """The Markdown of both."""
    head = ["", *ROLES.values(), "key"]
    lines = [row(head), row(["---"] * len(head))]
    for name, who in ROUTES.items():
        lines.append(row([f"`{name}`", *("●" if each in who else "" for each in (*ROLES, "key"))]))
    for name, who in ROOMS.items():
        cells = ("●" if each in who else "" for each in (*ROLES, "key"))
        lines.append(row([f"room `{name}`", *cells]))
    return "\n".join(lines)


def row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def page_with_table(page: str) -> str:
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page_with_table(PAGE.read_text("utf-8")), "utf-8")
