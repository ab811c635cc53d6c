"""Checking in a booked visit at the kiosk: what was typed or scanned, and what is told of it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from flask import jsonify
from flask.typing import ResponseReturnValue as Answer
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from kiosk.answers import given
from kiosk.page import kiosk_asked
from office import By, Outcome, Refused, Ticket, Tx
from web.parts import Parts
from web.refusals import sentence, status
from web.words import _, _l

if TYPE_CHECKING:
    from kiosk.posts import Visit
    from kiosk.press import Press

Notice = dict[str, str]
NAMED = re.compile(r"[?&#;]code=([^&#;]*)", re.IGNORECASE)
WRONG_CODES = RateLimitItemPerMinute(10, 10)
"""Codes that no visit has: from one machine ten in ten minutes."""
REFUSALS = {
    "unknown_code": _l(
        "Không có mã hẹn này. Xin xem lại từng chữ, hỏi bàn hướng dẫn, hoặc lấy số như thường."
    ),
    "too_many_tries": _l("Mã sai nhiều lần. Xin hỏi bàn hướng dẫn, hoặc lấy số như thường."),
    "wrong_state": _l("Mã hẹn này đã dùng rồi. Xin hỏi bàn hướng dẫn."),
    "cancelled": _l("Lịch hẹn này đã hủy. Xin hỏi bàn hướng dẫn, hoặc lấy số như thường."),
}


def code_of(text: str) -> str:
    """The code in what was typed or scanned: an address's `code=`, else its last part."""
    text = normalize("NFKC", text)
    named = NAMED.search(text)
    last = re.split(r"[?#]", text)[0].rstrip("/ ").rpartition("/")[2]
    return "".join(unquote(named[1] if named else last).split()).upper()


class CheckIn:
    """`POST /kiosk/check-ins`. The code stands in no address, no log and no journal."""

    def __init__(self, parts: Parts, press: Press) -> None:
        self._parts = parts
        self._press = press
        self._office = parts.office
        self._zone = ZoneInfo(parts.ward.time_zone)
        self._wrong = MovingWindowRateLimiter(MemoryStorage())

    def answer(self, visit: Visit, place: str | None, by: By) -> Answer:
        """As for a number that is taken, with {service, notice: null or {kind, sentence}}.

        The number is committed with its print job at the kiosk `place`. Who waits with this code
        already is told the number again.
        """
        kiosk = kiosk_asked(self._parts.config, place).id
        code = code_of(visit.code)
        try:
            came = self._come(code, visit.key, by, kiosk)
        except Refused as refusal:
            waiting = self._waiting(code) if refusal.code == "wrong_state" else None
            if waiting is None:
                return self._refused(refusal)
            came = Outcome(waiting, replayed=True)
            said = _("Quý khách đã có số %(label)s.", label=waiting.label)
            return self._given(came, {"kind": "again", "sentence": said})
        self._press.crew.wake()
        assert came.ticket is not None
        return self._given(came, self._notice(came.ticket))

    def _come(self, code: str, key: str | None, by: By, kiosk: str) -> Outcome:
        """Refused: `too_many_tries`, and what `Office.check_in` refuses."""
        if not self._wrong.test(WRONG_CODES, by.device):
            raise Refused("too_many_tries")

        def also(tx: Tx, ticket: Ticket) -> None:
            self._press.job(tx, ticket, kiosk)

        try:
            return self._office.check_in(code, by=by, key=key, also=also)
        except Refused as refusal:
            if refusal.code == "unknown_code":
                self._wrong.hit(WRONG_CODES, by.device)
            raise

    def _waiting(self, code: str) -> Ticket | None:
        found = self._office.ticket_by_code(code)
        return found if found and found.state == "waiting" else None

    def _given(self, came: Outcome, notice: Notice | None) -> Answer:
        assert came.ticket is not None
        more = {"service": came.ticket.service, "notice": notice}
        return given(self._parts, self._press, came, **more)

    def _notice(self, ticket: Ticket) -> Notice | None:
        """Of an appointment that no longer holds, or whose time to be called is still to come."""
        if ticket.slot_at is None or ticket.since is None:
            return None
        time = f"{datetime.fromtimestamp(ticket.slot_at / 1000, self._zone):%H:%M}"
        if ticket.due_at is None:
            said = _("Quý khách đến sau giờ hẹn %(time)s nên được xếp theo giờ đến.", time=time)
            return {"kind": "late", "sentence": said}
        if ticket.since < ticket.due_at:
            said = _("Giờ hẹn của quý khách là %(time)s; sẽ được gọi gần giờ đó.", time=time)
            return {"kind": "early", "sentence": said}
        return None

    def _refused(self, refusal: Refused) -> Answer:
        if refusal.code == "wrong_day":
            on = date.fromisoformat(refusal.facts["day"])
            said = _(
                "Lịch hẹn này là ngày %(day)s. Cần làm hôm nay, xin lấy số như thường.",
                day=f"{on:%d/%m/%Y}",
            )
        else:
            why = refusal.facts.get("state", "")
            own = REFUSALS.get(why, REFUSALS.get(refusal.code))
            said = str(own or sentence(refusal, self._zone))
        return jsonify(error=refusal.code, message=said), status(refusal.code)
