"""Errors as people read them: a page or a JSON sentence, never a stack trace."""

from __future__ import annotations

import logging
import time
from typing import Any

from flask import Flask, Response, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from office import StoreUnusable
from web.faults import fenced
from web.storefaults import WORDS
from web.words import _

log = logging.getLogger("goiso.requests")

BROKEN, UNAVAILABLE = 500, 503
NAMES = {429: "too_often", 404: "not_found", 405: "not_allowed", 413: "too_large", BROKEN: "broken"}


def add_errors(app: Flask) -> None:
    """Error answers, and one log line a request: the route's pattern, never the address."""

    @app.errorhandler(HTTPException)
    def known(error: HTTPException) -> ResponseReturnValue:
        code = error.code or BROKEN
        answer = _answer(code, NAMES.get(code, "bad_value"), *sentence(code))
        allowed = error.get_response().headers.get("Allow")
        if allowed:
            answer.headers["Allow"] = allowed
        return answer

    @app.errorhandler(StoreUnusable)
    def unusable(fault: StoreUnusable) -> ResponseReturnValue:
        log.warning("%s: the database is %s", request.url_rule, fault.code)
        happened, advice = map(str, WORDS[fault.code])
        return _answer(UNAVAILABLE, fault.code, f"{happened}.", advice)

    @app.errorhandler(Exception)
    def broken(error: Exception) -> ResponseReturnValue:
        fenced(f"{request.method} {request.url_rule or 'no route'}", error)
        return _answer(BROKEN, NAMES[BROKEN], *sentence(BROKEN))

    @app.before_request
    def start_watch() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def note(response: Response) -> Response:
        took = (time.perf_counter() - g.get("started", time.perf_counter())) * 1000
        rule = request.url_rule or "no route"
        log.debug("%s %s %d %.0f ms", request.method, rule, response.status_code, took)
        return response


def sentence(code: int) -> tuple[str, str]:
    """(what happened, what to do) for an HTTP status."""
    found = {
        400: (_("Máy chủ không hiểu yêu cầu này."), _("Xin thử lại từ trang chủ.")),
        403: (_("Trang này không dành cho thiết bị này."), _("Xin hỏi cán bộ phụ trách.")),
        429: (_("Máy này hỏi quá nhiều lần."), _("Xin chờ một phút rồi thử lại.")),
        404: (_("Không có trang này."), _("Địa chỉ có thể đã cũ hoặc gõ nhầm.")),
        405: (_("Không làm được việc này ở đây."), _("Xin thử lại từ trang chủ.")),
        413: (_("Dữ liệu gửi lên quá dài."), _("Xin rút ngắn rồi gửi lại.")),
        415: (_("Máy chủ chỉ nhận dữ liệu JSON."), _("Xin thử lại từ trang chủ.")),
    }
    broken = (_("Máy chủ gặp trục trặc."), _("Xin thử lại. Nếu vẫn vậy, xin báo phụ trách."))
    return found.get(code, broken)


def _answer(code: int, name: str, happened: str, advice: str) -> Response:
    if request.method in ("GET", "HEAD") and "json" not in request.headers.get("Accept", ""):
        page: Any = render_template("error.html", code=code, happened=happened, advice=advice)
        response = Response(page, mimetype="text/html")
    else:
        response = jsonify(error=name, message=happened)
    response.status_code = code
    return response
