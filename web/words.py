"""Words for people: the page's language, times and dates, and the catalogs of every surface."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, current_app, has_request_context, request
from flask_babel import (  # type: ignore[import-untyped]
    Babel,
    force_locale,
    get_locale,
    gettext,
)
from flask_babel import lazy_gettext as _l

from office.ward import Words
from web.catalogs import OWN, Catalogs

__all__ = ["_", "_l", "add_words", "asked_language", "language", "speaking", "worded"]

HEADER = "X-Goiso-Language"


def _(sentence: str, **values: Any) -> str:
    """The sentence in the language of what is being answered; %(name)s takes a value."""
    return str(gettext(sentence, **values))


def language() -> str:
    """The language of what is being answered now, one of those that there is a catalog for."""
    locale = get_locale()
    return locale.language if locale is not None else OWN


def asked_language() -> str:
    """The code that the asker wants, also where the page cannot be in that language."""
    if not has_request_context():
        return ""
    return request.args.get("lang") or request.headers.get(HEADER, "")


def add_words(app: Flask, zone: ZoneInfo, catalogs: Catalogs) -> None:
    """Message catalogs, and the filters `say`, `hhmm` (of ms) and `day_name` (of ms)."""
    Babel(
        app,
        default_locale=OWN,
        default_translation_directories=";".join(catalogs.folders),
        locale_selector=lambda: _one_of(catalogs, asked_language()),
    )
    app.extensions["goiso-catalogs"] = catalogs
    app.add_template_filter(_say, "say")
    app.add_template_filter(lambda ms: _local(ms, zone).strftime("%H:%M"), "hhmm")
    app.add_template_filter(lambda ms: _day_name(_local(ms, zone)), "day_name")


@contextmanager
def speaking(app: Flask, asked: str) -> Iterator[None]:
    """Messages in the language asked for, also outside of a request."""
    with app.app_context(), worded(asked):
        yield


@contextmanager
def worded(asked: str) -> Iterator[None]:
    """Messages of what is being answered in the language asked for, if there is a catalog."""
    with force_locale(_one_of(current_app.extensions["goiso-catalogs"], asked)):
        yield


def _one_of(catalogs: Catalogs, asked: str) -> str:
    return asked if asked in catalogs.languages else OWN


def _say(words: Words) -> str:
    return words.in_language(language())


def _local(ms: int, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(ms / 1000, zone)


def _day_name(at: datetime) -> str:
    names = (_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"))
    name = (*names, _("Chủ Nhật"))[at.weekday()]
    return f"{name}, {at:%d/%m/%Y}"
