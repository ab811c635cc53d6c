"""Words for people: the page's language, times and dates, and the catalogs of every surface."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, has_request_context, request
from flask_babel import (  # type: ignore[import-untyped]
    Babel,
    force_locale,
    get_locale,
    gettext,
)
from flask_babel import lazy_gettext as _l

from office.ward import Words

__all__ = ["LANGUAGES", "SURFACES", "_", "_l", "add_words", "language", "speaking"]

ROOT = Path(__file__).resolve().parent.parent
SURFACES = ("web", "kiosk", "counter", "display", "phone", "voices", "practice", "manager")
LANGUAGES = ("vi", "en")
HEADER = "X-Goiso-Language"


def _(sentence: str, **values: Any) -> str:
    """The sentence in the language of what is being answered; %(name)s takes a value."""
    return str(gettext(sentence, **values))


def language() -> str:
    """The language of what is being answered now: "vi" or "en"."""
    locale = get_locale()
    return locale.language if locale is not None else LANGUAGES[0]


def add_words(app: Flask, zone: ZoneInfo) -> None:
    """Message catalogs, and the filters `say`, `hhmm` (of ms) and `day_name` (of ms)."""
    catalogs = [ROOT / surface / "translations" for surface in SURFACES]
    Babel(
        app,
        default_locale=LANGUAGES[0],
        default_translation_directories=";".join(str(path) for path in catalogs),
        locale_selector=_asked,
    )
    app.add_template_filter(_say, "say")
    app.add_template_filter(lambda ms: _local(ms, zone).strftime("%H:%M"), "hhmm")
    app.add_template_filter(lambda ms: _day_name(_local(ms, zone)), "day_name")


@contextmanager
def speaking(app: Flask, asked: str) -> Iterator[None]:
    """Messages in the language asked for, also outside of a request."""
    with app.app_context(), force_locale(asked if asked in LANGUAGES else LANGUAGES[0]):
        yield


def _asked() -> str:
    asked = ""
    if has_request_context():
        asked = request.args.get("lang") or request.headers.get(HEADER, "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _say(words: Words) -> str:
    return words.in_language(language())


def _local(ms: int, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(ms / 1000, zone)


def _day_name(at: datetime) -> str:
    names = (_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"))
    name = (*names, _("Chủ Nhật"))[at.weekday()]
    return f"{name}, {at:%d/%m/%Y}"
