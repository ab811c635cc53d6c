"""Orders from the command line on this computer: it knows the key in the data folder."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from pathlib import Path
from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from config import ConfigMistakes
from office import By
from web.admitting import add_admitting
from web.bookings import add_bookings
from web.door import allow
from web.house import House, NotNow
from web.parts import Parts
from web.who import Who

KEY_FILE = "control.key"
SERVER_FILE = "server.json"
CREATED = 201
CONFLICT, UNPROCESSABLE = 409, 422


def blueprint(parts: Parts, house: House | None) -> Blueprint:
    """`POST /control/day-closes`, `/control/clock-confirmations` and, where there is a house that
    can be changed, `/control/config-reloads`; without the key, 404.
    """
    orders = Blueprint("control", __name__, url_prefix="/control")
    by = By(surface="control", device="", staff=True)

    @orders.post("/day-closes")
    @allow(Who.KEY)
    def close_day() -> ResponseReturnValue:
        early = request.get_json(silent=True) == {"early": True}
        parts.office.close_day(by=by, early=early)
        return jsonify(day=parts.office.today()), CREATED

    @orders.post("/clock-confirmations")
    @allow(Who.KEY)
    def confirm_clock() -> ResponseReturnValue:
        parts.office.confirm_clock(by=by)
        return jsonify(now=parts.office.now()), CREATED

    add_admitting(orders, parts)
    add_bookings(orders, parts, by)
    if house is not None:
        _add_reloads(orders, house)
    return orders


def _add_reloads(orders: Blueprint, house: House) -> None:
    """201 {changes, restart, waited_ms}; with {try: true} nothing is done, and the answer has
    `refused`: null or why it would be. 422 {mistakes} or 409 when nothing was changed.
    """

    @orders.post("/config-reloads")
    @allow(Who.KEY)
    def reload() -> ResponseReturnValue:
        if request.get_json(silent=True) == {"try": True}:
            change, reason = house.preview()
            return jsonify(**vars(change), refused=str(reason) if reason else None)
        return jsonify(**vars(house.reload())), CREATED

    @orders.errorhandler(ConfigMistakes)
    def mistaken(mistakes: ConfigMistakes) -> ResponseReturnValue:
        message = "Tệp cấu hình có lỗi, chưa đổi gì."
        return jsonify(error="mistakes", message=message, mistakes=str(mistakes)), UNPROCESSABLE

    @orders.errorhandler(NotNow)
    def refused(reason: NotNow) -> ResponseReturnValue:
        said = {"message": reason.vietnamese, "english": reason.english}
        return jsonify(error=reason.code, **said), CONFLICT


def make_key(data: Path) -> str:
    """A new key each start, readable by the office's own user only."""
    key = secrets.token_hex(32)
    file = data / KEY_FILE
    with contextlib.suppress(FileNotFoundError):
        file.unlink()
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(key)
    return key


def note_server(data: Path, address: str) -> None:
    """Where the command line finds the running server: {address, pid}, never half written."""
    facts: dict[str, Any] = {"address": address, "pid": os.getpid()}
    written = data / (SERVER_FILE + ".new")
    written.write_text(json.dumps(facts), "utf-8")
    os.replace(written, data / SERVER_FILE)


def forget_server(data: Path) -> None:
    for name in (SERVER_FILE, KEY_FILE):
        with contextlib.suppress(FileNotFoundError):
            (data / name).unlink()
