"""The loudspeakers on the manager's page: how they are, and a test that asks what was heard."""

from __future__ import annotations

from typing import Any, Literal, Protocol

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue as Answer

from access.register import Register
from manager.people import may_change
from web.asking import Body, body
from web.devices import asker
from web.door import allow
from web.parts import Parts
from web.who import Who
from web.words import _l

Heard = Literal["well", "faint", "not"]

TROUBLES = {
    "speaker": (_l("Chưa có loa"), _l("Chưa bảng gọi số nào ở khu này bật tiếng.")),
    "quiet": (_l("Giờ yên lặng"), _l("Chỉ hiện trên bảng, không phát tiếng.")),
    "muted": (_l("Đang tắt tiếng"), _l("Loa đang bị tắt bằng phím tắt tiếng.")),
}
HEARD = {
    "well": _l("Nghe rõ"),
    "faint": _l("Nghe nhưng nhỏ hoặc rè"),
    "not": _l("Không nghe thấy"),
}
LOOK_AT = (
    (_l("Âm lượng"), _l("Vặn to tivi, loa hoặc tăng âm; xem nút Mute trên điều khiển.")),
    (_l("Dây và điện"), _l("Loa đã cắm điện, dây tiếng đã cắm chặt ở cả hai đầu.")),
    (_l("Bảng gọi số"), _l("Nếu bảng hiện “Bật tiếng”, bấm một phím hoặc chạm vào màn hình bảng.")),
    (_l("Phím tắt tiếng"), _l("Xem loa có đang bị tắt tiếng không.")),
    (_l("Giờ yên lặng"), _l("Xem giờ yên lặng trong cấu hình (voices.quiet).")),
)
"""What to look at when nothing is heard, in this order."""


class Trials(Protocol):
    """The tests of the zones' loudspeakers, and what people said of them."""

    def begin(self, zone: str) -> None: ...

    def answer(self, zone: str, heard: Heard, person: int | None) -> None: ...

    def zones(self) -> list[dict[str, Any]]: ...


class Hears(Body):
    """What somebody in the hall says of the test."""

    heard: Heard


def add_voices(pages: Blueprint, parts: Parts, trials: Trials) -> None:
    """GET voices; POST voices/<id>/trials; POST voices/<id>/hearings {heard}; `id` a zone's.

    The room `voices` tells that there is something new on the page.
    """
    parts.live.room("voices", _new, Who.MANAGER, Who.SUPERVISOR)

    @pages.get("/voices")
    @allow(Who.MANAGER, Who.SUPERVISOR)
    def voices() -> str:
        return render_template(
            "manager/voices.html",
            voice=parts.health.light("voice"),
            zones=[_facts(parts.register, each) for each in trials.zones()],
            look_at=LOOK_AT,
            may_change=may_change(),
        )

    @pages.post("/voices/<id>/trials")
    @allow(Who.MANAGER)
    def try_sound(id: str) -> Answer:
        trials.begin(id)
        return jsonify(id=id), 201

    @pages.post("/voices/<id>/hearings")
    @allow(Who.MANAGER)
    def hearings(id: str) -> Answer:
        person = asker().person
        trials.answer(id, body(Hears).heard, person.id if person else None)
        return jsonify(id=id), 201


def _facts(register: Register, zone: dict[str, Any]) -> dict[str, Any]:
    """The words of one zone for the page."""
    hearing = zone["hearing"]
    people = {person.id: person.name for person in register.people.all()} if hearing else {}
    return {
        **zone,
        "troubles": [(each, TROUBLES[each]) for each in zone["troubles"]],
        "hearing": hearing
        and {
            "how": hearing.heard,
            "words": HEARD[hearing.heard],
            "at": hearing.at,
            "by": people.get(hearing.person, ""),
        },
    }


def _new(rest: str) -> dict[str, Any] | None:
    return None if rest else {}
