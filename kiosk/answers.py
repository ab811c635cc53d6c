"""What the kiosk's page is told: the number with its QR, or why a name cannot be called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import jsonify
from flask.typing import ResponseReturnValue as Answer

from kiosk.names import BadName
from office import Outcome
from web.parts import Parts
from web.qr import QUIET, code, path
from web.words import _l

if TYPE_CHECKING:
    from kiosk.press import Press

CLAIM = ("priority", "priority_confirmed")
TICKET = ("id", "label", "state", "ahead", "wait_minutes", *CLAIM, "token")
FAULTS = {
    "empty": _l("Xin gõ họ và tên, ví dụ Trần Thị Hoa."),
    "long": _l("Tên dài quá 60 ký tự. Xin gõ gọn lại."),
    "letters": _l("Tên cần có chữ cái. Xin gõ họ và tên."),
    "unseen": _l("Tên có ký tự không đọc được. Xin xóa và gõ lại."),
    "number": _l(
        "Đây có vẻ là số điện thoại hoặc số giấy tờ. Xin gõ họ và tên, ví dụ Trần Thị Hoa."
    ),
    "address": _l("Đây có vẻ là địa chỉ. Xin gõ họ và tên, ví dụ Trần Thị Hoa."),
    "unwanted": _l("Tên này không đọc trên loa được. Xin gõ lại, hoặc chọn Chỉ gọi số."),
}


def given(parts: Parts, press: Press, taken: Outcome, **more: Any) -> Answer:
    """201, or 200 with `replayed` for a repeat; no name in it.

    {ticket, print: {job, state}, counters: [ids], …more}
    """
    assert taken.ticket is not None
    facts = parts.office.ticket_facts(taken.ticket.id)
    answer: dict[str, Any] = {
        "ticket": {part: facts[part] for part in TICKET},
        "print": press.facts(press.job_of(taken.ticket)),
        "counters": facts["counters"],
        **more,
    }
    if taken.replayed:
        return jsonify(**answer, replayed=True), 200
    return jsonify(**answer), 201


def qr(text: str) -> dict[str, Any]:
    """A QR code as an SVG path on a square of `size` modules with its quiet zone.

    It travels in an answer, because the token in an image's address would reach a log.
    """
    drawn = code(text)
    return {"size": drawn.symbol_size(border=QUIET)[0], "path": path(drawn)}


def bad_name(fault: BadName) -> Answer:
    """400 with a sentence."""
    return jsonify(error="bad_name", message=str(FAULTS[fault.reason])), 400
