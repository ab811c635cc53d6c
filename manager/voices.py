"""The loudspeakers on the manager's page: how they are, and a test that asks what was heard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, Protocol

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue as Answer

from config import Config
from manager.people import may_change
from web.asking import Body, body
from web.devices import asker
from web.door import allow
from web.parts import Parts
from web.who import Who
from web.words import _, _l, language

Heard = Literal["well", "faint", "not"]

TROUBLES = {
    "quiet": (_l("Giờ yên lặng"), _l("Chỉ hiện, không phát tiếng.")),
    "muted": (_l("Đang tắt tiếng"), _l("Tiếng tự bật lại lúc %(time)s.")),
    "broken": (_l("Loa máy chủ không kêu"), _l("Lý do: %(why)s.")),
    "speaker": (_l("Chưa có loa"), _l("%(place)s chưa nối hoặc chưa bật tiếng. %(advice)s")),
}
ENGINES = {
    "clips": _l("Câu ghi sẵn"),
    "piper": _l("Giọng trong thư mục dữ liệu"),
    "system": _l("Giọng của hệ điều hành"),
    "espeak": _l("Giọng có sẵn"),
}
STANDINGS = {
    "speaks": _l("đang đọc"),
    "ready": _l("sẵn sàng"),
    "absent": _l("chưa có"),
    "failed": _l("không đọc được"),
}
HEARD = {
    "well": _l("Nghe rõ"),
    "faint": _l("Nghe nhưng nhỏ hoặc rè"),
    "not": _l("Không nghe thấy"),
}
UNLOCK = _l("Nếu bảng hiện “Bật tiếng”, bấm một phím hoặc chạm vào màn hình bảng.")
LINK = _l("Xem chương trình ở máy ấy có đang chạy không.")
LOOK_AT = (
    (_l("Âm lượng"), _l("Vặn to màn hình, loa hoặc tăng âm; xem nút tắt tiếng trên điều khiển.")),
    (_l("Dây và điện"), _l("Loa đã cắm điện, dây tiếng đã cắm chặt ở cả hai đầu.")),
    (_l("Bảng gọi số"), UNLOCK),
    (_l("Phím tắt tiếng"), _l("Xem khu này có đang bị tắt tiếng không.")),
    (_l("Giờ yên lặng"), _l("Xem giờ yên lặng trong tệp cấu hình.")),
)
"""What to look at when nothing is heard, in this order."""


class Standing(Protocol):
    """How an engine does, and why in its own words."""

    @property
    def engine(self) -> str: ...

    @property
    def how(self) -> str: ...

    @property
    def why(self) -> str: ...


class Trials(Protocol):
    """The tests of the zones' loudspeakers, and what people said of them."""

    def begin(self, zone: str) -> None: ...

    def answer(self, zone: str, heard: Heard, person: int | None) -> None: ...

    def zones(self) -> list[dict[str, Any]]: ...

    def engines(self) -> Sequence[Standing]: ...


class Hears(Body):
    """What somebody in the hall says of the test."""

    heard: Heard


def add_voices(pages: Blueprint, parts: Parts, trials: Trials) -> None:
    """GET voices; POST voices/<id>/trials; POST voices/<id>/hearings {heard}; `id` a zone's.

    The room `voices` tells that there is something new on the page.
    """
    parts.live.bell("voices", Who.MANAGER, Who.SUPERVISOR)

    @pages.get("/voices")
    @allow(Who.MANAGER, Who.SUPERVISOR)
    def voices() -> str:
        return render_template(
            "manager/voices.html",
            voice=parts.health.light("voice"),
            engines=[_engine(each) for each in trials.engines()],
            zones=[_facts(parts, each) for each in trials.zones()],
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


def _engine(standing: Standing) -> dict[str, Any]:
    return {
        "name": ENGINES.get(standing.engine, standing.engine),
        "how": standing.how,
        "words": STANDINGS[standing.how],
        "why": standing.why if standing.how == "failed" else "",
    }


def _facts(parts: Parts, zone: dict[str, Any]) -> dict[str, Any]:
    """The words of one zone for the page."""
    place = _place(parts.config, zone)
    until = parts.office.time.local(zone["muted"]) if zone["muted"] else None
    values = {
        "place": place,
        "why": zone["broken"],
        "advice": UNLOCK if zone["speaker"] == "display" else LINK,
        "time": f"{until:%H:%M}" if until else "",
    }
    hearing = zone["hearing"]
    people = {person.id: person.name for person in parts.register.people.all()} if hearing else {}
    return {
        **zone,
        "place": place,
        "troubles": [
            (each, TROUBLES[each][0], str(TROUBLES[each][1]) % values) for each in zone["troubles"]
        ],
        "hearing": hearing
        and {
            "how": hearing.heard,
            "words": HEARD[hearing.heard],
            "at": hearing.at,
            "by": people.get(hearing.person, ""),
        },
    }


def _place(config: Config, zone: dict[str, Any]) -> str:
    """What a zone is heard from, in words."""
    if zone["speaker"] == "server":
        return _("Loa máy chủ")
    if zone["speaker"] == "display":
        names = [each.name for each in config.displays if each.sound and each.zone == zone["id"]]
    else:
        names = [each.name for each in config.kiosks if each.id == zone["speaker"]]
    return names[0].in_language(language()) if names else _("Bảng gọi số")
