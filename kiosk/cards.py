"""Citizens' cards at the kiosks: read only while the citizen asks for it, and kept nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from threading import Thread
from typing import Any

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue as Answer

from config import Scanner
from kiosk import posts
from kiosk.card import Card, Unreadable, read
from kiosk.cardhash import DayKey
from kiosk.cardwait import Asking
from kiosk.hexdump import decoded, text
from kiosk.page import kiosk_asked
from kiosk.remotescanner import RemoteScanner
from kiosk.scanner import SerialScanner
from office import Event
from web.asking import body
from web.door import allow
from web.health import Health, Light
from web.parts import Parts
from web.who import Who
from web.words import _, _l

ADULT = 16
PATIENCE = 10.0
"""Seconds that a page waits for a scan before it asks again."""
TROUBLES = {
    "missing": _l("Không thấy máy quét, xin xem dây cắm"),
    "forbidden": _l("Máy chủ không được mở cổng của máy quét"),
    "broken": _l("Máy quét không trả lời"),
}
NO_CAMERA = {
    "insecure": _l("Camera cần HTTPS"),
    "denied": _l("Trình duyệt không cho dùng camera"),
    "missing": _l("Không thấy camera"),
}


class Cards:
    """Reads the cards of all kiosks; `work` listens to their scanners as long as the server runs.

    `counts`: how many were read, and of each reason and doubt, since the day began.
    """

    def __init__(self, parts: Parts, patience: float = PATIENCE) -> None:
        self._parts = parts
        self._patience = patience
        self._key = DayKey(parts.data, parts.office.today())
        self._kinds = {kiosk.id: kiosk.scanner for kiosk in parts.config.kiosks if kiosk.scanner}
        self._asking = {kiosk: Asking() for kiosk in self._kinds}
        self._scanners = {
            kiosk: self._scanner(kiosk, kind)
            for kiosk, kind in self._kinds.items()
            if kind.type == "serial"
        }
        self._typing: set[str] = set()
        self._blind: dict[str, str] = {}
        self._resting = False
        self.counts: Counter[str] = Counter()
        parts.office.listen(self._heard)

    def work(self) -> None:
        crew = [Thread(target=each.run, daemon=True) for each in self._scanners.values()]
        for member in crew:
            member.start()
        try:
            for member in crew:
                member.join()
        finally:
            for each in self._scanners.values():
                each.stop()

    def rest(self, resting: bool) -> None:
        """While resting no page waits for a card: it asks again by itself."""
        self._resting = resting
        if resting:
            for asking in self._asking.values():
                asking.end()

    def busy(self) -> bool:
        return False

    def ready(self, kiosk: str) -> str | None:
        """How a card can be read at this kiosk now: "serial", "wedge" or "camera"."""
        kind = self._kinds.get(kiosk)
        if kind is None or (kind.type == "serial" and self._scanners[kiosk].trouble):
            return None
        return kind.type

    def scan(self, kiosk: str) -> dict[str, Any]:
        """{card}, {unreadable: reason}, or {} when none came in time. Nothing was read before."""
        asking = self._asking.get(kiosk)
        if asking is None or self._resting:
            return {}
        agent = f"agent-{kiosk}"
        self._parts.live.touch(agent)
        sent = asking.wait(self._patience)
        self._parts.live.touch(agent)
        return {} if sent is None else self._told(text(sent))

    def asked(self, kiosk: str) -> str | None:
        """The question of a page that waits for a scan."""
        asking = self._asking.get(kiosk)
        return asking.question if asking and asking.is_open else None

    def heard(self, kiosk: str, question: str, sent: bytes) -> None:
        """What the agent's scanner read when it had heard this question; no other is answered."""
        if question == self.asked(kiosk):
            self._asking[kiosk].answer(sent)

    def remote(self) -> dict[str, RemoteScanner]:
        """By kiosk, those at the kiosks' own computers."""
        found = self._scanners.items()
        return {kiosk: each for kiosk, each in found if isinstance(each, RemoteScanner)}

    def leave(self, kiosk: str) -> dict[str, Any]:
        if kiosk in self._asking:
            self._asking[kiosk].end()
        return {}

    def typed(self, kiosk: str, hex: str | None) -> dict[str, Any]:
        """As `scan`, of what a scanner typed; None: it typed letters, so that it must be set up."""
        if hex is None:
            self._typing.add(kiosk)
            self.counts["wedge"] += 1
            return {"unreadable": "wedge"}
        self._typing.discard(kiosk)
        return self._told(decoded(hex))

    def seen(self, kiosk: str, text: str | None, trouble: str | None) -> dict[str, Any]:
        """As `scan`, of what the kiosk's camera saw; with its `trouble`, or without, staff know."""
        before = self._blind.pop(kiosk, None)
        if trouble:
            self._blind[kiosk] = trouble
        if trouble != before:
            self._parts.live.touch("home", "home-en")
        return {} if text is None else self._told(text)

    def add_light(self, health: Health) -> None:
        """Where there is a scanner at all."""
        if self._kinds:
            health.add("cards", _l("Máy quét thẻ"), self.light)

    def light(self) -> Light:
        """The first scanner that staff must look at."""
        for kiosk, scanner in self._scanners.items():
            if scanner.trouble:
                where = f"{kiosk}: {scanner.port}"
                return Light("cards", "warn", str(TROUBLES[scanner.trouble]), where)
        for kiosk, trouble in self._blind.items():
            return Light("cards", "warn", str(NO_CAMERA[trouble]), kiosk)
        for kiosk in sorted(self._typing):
            advice = _("đặt ở chế độ hex dump hoặc cổng COM (USB-CDC)")
            return Light("cards", "warn", _("Máy quét gõ mất dấu tiếng Việt"), f"{kiosk}: {advice}")
        return Light("cards", "ok", _("Tốt"), self._counted())

    def _scanner(self, kiosk: str, kind: Scanner) -> SerialScanner | RemoteScanner:
        asking, live = self._asking[kiosk], self._parts.live

        def changed() -> None:
            live.touch(f"kiosk-{kiosk}", "home", "home-en")

        if kind.at == "kiosk":
            return RemoteScanner(kind, changed)
        return SerialScanner(kind, lambda: asking.is_open, asking.answer, changed)

    def _told(self, scanned: str | None) -> dict[str, Any]:
        today = self._parts.office.today()
        found = (
            Unreadable("encoding") if scanned is None else read(scanned, date.fromisoformat(today))
        )
        if isinstance(found, Unreadable):
            self.counts[found.reason] += 1
            return {"unreadable": found.reason}
        self.counts.update(["read", *found.doubts])
        return {"card": self._facts(found, today)}

    def _facts(self, card: Card, today: str) -> dict[str, Any]:
        """{child, name, birth_year, elderly, person}. Of a child nothing is told but that."""
        limited = self._parts.ward.rules.per_person is not None
        person = self._key.person(card.number, today) if limited else None
        if card.age < ADULT:
            return {"child": True, "person": person}
        rules = self._parts.config.cards
        return {
            "child": False,
            "name": card.name,
            "birth_year": card.birth_year,
            "elderly": rules.elderly if card.age >= rules.elderly_from else None,
            "person": person,
        }

    def _counted(self) -> str:
        doubts = ("century", "province", "more")
        unread = sum(n for what, n in self.counts.items() if what not in ("read", *doubts))
        return _(
            "%(read)d thẻ đã đọc, %(unread)d lần chưa đọc được, %(odd)d chỗ lạ",
            read=self.counts["read"],
            unread=unread,
            odd=sum(self.counts[doubt] for doubt in doubts),
        )

    def _heard(self, events: list[Event]) -> None:
        """With the day its key is deleted: from then on nobody can tell who came."""
        if any(event.kind == "day_closed" for event in events):
            self._key.forget()
            self.counts.clear()


def card_routes(
    routes: Blueprint, parts: Parts, cards: Cards, own_place: Callable[[], str | None]
) -> None:
    """`POST /kiosk/scans {on}` waits for a card, or ends the waiting; `POST /kiosk/cards {hex}`,
    `POST /kiosk/sights {text, trouble}`.

    Only the kiosk's own machine may ask; the answer goes nowhere else.
    """

    @routes.post("/scans")
    @allow(Who.KIOSK)
    def scans() -> Answer:
        asked, kiosk = body(posts.Scan), own_kiosk()
        return jsonify(cards.scan(kiosk) if asked.on else cards.leave(kiosk))

    @routes.post("/cards")
    @allow(Who.KIOSK)
    def typed() -> Answer:
        return jsonify(cards.typed(own_kiosk(), body(posts.Typed).hex))

    @routes.post("/sights")
    @allow(Who.KIOSK)
    def sights() -> Answer:
        saw = body(posts.Seen)
        return jsonify(cards.seen(own_kiosk(), saw.text, saw.trouble))

    def own_kiosk() -> str:
        return kiosk_asked(parts.config, own_place()).id
