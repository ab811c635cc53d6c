"""The printers on the manager's page: how they are, what they printed, and a slip to try them."""

from __future__ import annotations

from typing import Any, Literal, Protocol

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue as Answer

from config import Config, Printer
from manager.people import may_change
from web.asking import Body, body
from web.door import allow
from web.parts import Parts
from web.who import Who
from web.words import _l

STATES = {
    "paper": (_l("Hết giấy"), _l("Thay cuộn giấy mới, rồi đóng nắp máy in.")),
    "cover": (_l("Nắp đang mở"), _l("Đóng nắp máy in cho khít.")),
    "offline": (_l("Mất nối"), _l("Xem máy in đã bật chưa, dây đã cắm chưa.")),
    "error": (_l("Máy in báo lỗi"), _l("Tắt máy in, gỡ giấy kẹt, rồi bật lại.")),
    "little": (_l("Sắp hết giấy"), _l("Chuẩn bị cuộn giấy mới.")),
    "fine": (_l("Tốt"), _l("Còn giấy, sẵn sàng in.")),
    "silent": (_l("Chưa rõ"), _l("Máy in không báo còn giấy hay hết.")),
    "away": (
        _l("Mất nối"),
        _l("Xem ở máy lấy số: run.py agent có chạy không, máy in đã bật chưa."),
    ),
    "written": (_l("Ghi thành tệp"), _l("Mỗi phiếu là một tệp trong thư mục này.")),
    "paperless": (_l("Không in ra giấy"), _l("Chỉ để chạy thử phần mềm.")),
}
FENCES = {
    "ident": _l("Có báo, từng phiếu đã in xong"),
    "sensor": _l("Có báo, khi đã nhận hết phiếu"),
    "none": _l("Không báo"),
    "unknown": _l("Chưa biết"),
}
RASTERS = {"raster": _l("Cả hình một lúc"), "column": _l("Từng cột, kiểu máy cũ")}
COMMANDS = {
    "ident": "GS ( H",
    "sensor": "GS r",
    "raster": "GS v 0",
    "column": "ESC *",
}
TRIALS = {
    "waiting": _l("Đang chuẩn bị in thử…"),
    "printing": _l("Đang in thử…"),
    "printed": _l("In thử được"),
    "unsure": _l("Giấy có ra đủ không?"),
    "refused": _l("Chưa in thử được"),
    "failed": _l("In thử không ra giấy"),
}
JOBS = {
    "queued": _l("đang chờ"),
    "printing": _l("đang in"),
    "printed": _l("đã in"),
    "unsure": _l("chưa rõ"),
    "failed": _l("không ra"),
    "expired": _l("quá hạn"),
}
WHY = {
    "paper": _l("Máy in đang hết giấy. Thay cuộn giấy mới, rồi bấm In thử lại."),
    "cover": _l("Nắp máy in đang mở. Đóng nắp, rồi bấm In thử lại."),
    "offline": _l("Không nối được máy in. Xem điện và dây, rồi bấm In thử lại."),
    "error": _l("Máy in báo lỗi. Tắt máy in, gỡ giấy kẹt, bật lại, rồi bấm In thử lại."),
    None: _l("Xem dây và cách nối trong cấu hình, rồi bấm In thử lại."),
}


class Tries(Protocol):
    def begin(self, printer: str, *, garbled: bool = False) -> object: ...

    def seen(self, printer: str, came: bool) -> object: ...


class Press(Protocol):
    """Who prints: what is known of each printer, and the test slips."""

    @property
    def trial(self) -> Tries: ...

    def printers(self) -> list[dict[str, Any]]: ...


class Seen(Body):
    """What came of the test slip: all of it, nothing or not all, or strange signs."""

    paper: Literal["whole", "none", "garbled"]


def add_printers(pages: Blueprint, parts: Parts, press: Press) -> None:
    """GET printers; POST printers/<id>/trials; POST printers/<id>/papers {paper}.

    The room `printers` tells that there is something new on the page.
    """
    parts.live.bell("printers", Who.MANAGER, Who.SUPERVISOR)

    @pages.get("/printers")
    @allow(Who.MANAGER, Who.SUPERVISOR)
    def printers() -> str:
        return render_template(
            "manager/printers.html",
            printers=[_facts(parts.config, each) for each in press.printers()],
            may_change=may_change(),
        )

    @pages.post("/printers/<id>/trials")
    @allow(Who.MANAGER)
    def try_out(id: str) -> Answer:
        press.trial.begin(id)
        return jsonify(id=id), 201

    @pages.post("/printers/<id>/papers")
    @allow(Who.MANAGER)
    def papers(id: str) -> Answer:
        paper = body(Seen).paper
        if paper == "garbled":
            press.trial.begin(id, garbled=True)
        else:
            press.trial.seen(id, came=paper == "whole")
        return jsonify(id=id), 201


def _facts(config: Config, printer: dict[str, Any]) -> dict[str, Any]:
    """The words of one printer for the page."""
    described = next(each for each in config.printers if each.id == printer["id"])
    traits, trial = printer["traits"], printer["trial"]
    tried = traits["status"] or traits["fence"] != "unknown"
    state = _state(described, printer["status"], tried)
    return {
        "id": printer["id"],
        "place": printer["place"],
        "where": f"{described.type} {described.address}".strip(),
        "width": described.width,
        "state": state,
        "words": STATES[state],
        "at_kiosk": described.at == "kiosk",
        "turns": described.raster == "auto" and state not in ("paperless", "written"),
        "answers": {
            "tried": tried,
            "status": traits["status"],
            "fence": FENCES[traits["fence"]],
            "fence_command": COMMANDS.get(traits["fence"]),
            "raster": RASTERS[traits["raster"]],
            "raster_command": COMMANDS[traits["raster"]],
        },
        "trial": trial and {**trial, "words": TRIALS[trial["state"]], "why": WHY[trial["trouble"]]},
        "jobs": [{**job, "words": JOBS[job["state"]]} for job in printer["jobs"]],
    }


def _state(described: Printer, status: dict[str, Any], tried: bool) -> str:
    if described.type == "dummy":
        return "paperless"
    if status["trouble"] == "offline" and described.at == "kiosk":
        return "away"
    if status["trouble"]:
        return str(status["trouble"])
    if status["near_end"]:
        return "little"
    if described.type == "file" and status["heard"] and not tried:
        return "written"
    return "fine" if status["heard"] else "silent"
