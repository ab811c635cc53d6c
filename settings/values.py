"""How single values are written in config.yaml: hours, dates, hosts, phrases.

A validator raises `Allowed` with what may be written.
"""

from __future__ import annotations

import re
from datetime import date, time
from ipaddress import ip_address
from itertools import pairwise
from string import Formatter
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema

from office.ward import Span
from settings.said import Allowed

_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_LAST = rf"(?![0-9]+$){_LABEL}"


def clock_time(text: object) -> time:
    """07:30 only: Pydantic alone would take 730 for so many seconds after midnight."""
    written = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", str(text), re.ASCII)
    if not written:
        raise Allowed("giờ trong ngày, ví dụ 07:30", "a time of day such as 07:30")
    return time(int(written[1]), int(written[2]))


def calendar_date(text: object) -> date:
    """2026-09-02 only: Pydantic alone would take a plain number for seconds since 1970."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", str(text), re.ASCII):
            return date.fromisoformat(str(text))
    except ValueError:
        pass
    raise Allowed(
        "ngày viết theo năm-tháng-ngày, ví dụ 2026-09-02",
        "a date such as 2026-09-02 (year-month-day)",
    )


def span(text: object) -> Span:
    start, _, end = str(text).replace("–", "-").partition("-")
    try:
        opens = clock_time(start.strip())
        closes = clock_time("00:00" if end.strip() == "24:00" else end.strip())
    except ValueError:
        raise Allowed("khung giờ, ví dụ 07:30-11:30", "hours such as 07:30-11:30") from None
    if closes <= opens and closes != time(0):
        raise Allowed(
            "khung giờ có giờ kết thúc sau giờ bắt đầu, ví dụ 07:30-11:30",
            "hours that end after they begin, such as 07:30-11:30",
        )
    return Span(start=opens, end=closes)


def apart(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    ordered = tuple(sorted(spans, key=lambda sitting: sitting.start))
    for earlier, later in pairwise(ordered):
        if earlier.end == time(0) or later.start < earlier.end:
            raise Allowed("các khung giờ không chồng lên nhau", "hours that do not overlap")
    return ordered


def zone_name(text: str) -> str:
    try:
        ZoneInfo(text)
    except (OSError, LookupError, ValueError):
        raise Allowed(
            "múi giờ, ví dụ Asia/Ho_Chi_Minh", "a time zone such as Asia/Ho_Chi_Minh"
        ) from None
    return text


def host(text: str) -> str:
    try:
        return str(ip_address(text))
    except ValueError:
        name = text.lower()
    if len(name) > 253 or not re.fullmatch(rf"({_LABEL}\.)*{_LAST}", name):
        raise Allowed(
            "tên hoặc địa chỉ máy, không có http:// và không có số cổng, "
            "ví dụ goiso.local hoặc 192.168.1.10",
            "a computer's name or address without http:// and without a port, "
            "such as goiso.local or 192.168.1.10",
        )
    return name


def engines(value: object) -> object:
    """Each once. Until 2026-11-28 there was one value: pyttsx3 or silent."""
    listed = [value] if isinstance(value, str) else value
    if isinstance(listed, list) and not {"pyttsx3", "silent"}.isdisjoint(map(str, listed)):
        raise Allowed(
            "danh sách như [clips, piper, system, espeak]; "
            "trước đây viết pyttsx3 thì nay viết [espeak], silent thì nay viết []",
            "a list such as [clips, piper, system, espeak]; "
            "what was pyttsx3 is [espeak] now, and silent is []",
        )
    if isinstance(listed, list) and len(set(map(str, listed))) < len(listed):
        raise Allowed("danh sách mà mỗi giọng chỉ có một lần", "a list with each engine once")
    return value


def number(text: object) -> object:
    return int(text) if isinstance(text, str) and re.fullmatch(r"[1-9]\d{0,5}", text) else text


def says(*needed: str) -> AfterValidator:
    """A sentence that has each of `needed` in braces once, and nothing else in braces."""
    shown = ", ".join("{" + word + "}" for word in needed)
    allowed = (
        (f"câu có {shown}, mỗi dấu một lần", f"a sentence with {shown}, each once")
        if needed
        else ("lời không có dấu { và }", "words without { and }")
    )

    def checked(text: str) -> str:
        try:
            braces = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
        except ValueError:
            raise Allowed(*allowed) from None
        if sorted(braces, key=str) != sorted(((word, "", None) for word in needed), key=str):
            raise Allowed(*allowed)
        return text

    return AfterValidator(checked)


_CLOCK = r"([01]?[0-9]|2[0-3]):[0-5][0-9]"
_SPAN = rf"^{_CLOCK} *[-–] *({_CLOCK}|24:00)$"


def _pattern(pattern: str) -> WithJsonSchema:
    """For editors: how the value is written, not what Python makes of it."""
    return WithJsonSchema({"type": "string", "pattern": pattern})


Time = Annotated[time, BeforeValidator(clock_time), _pattern(rf"^{_CLOCK}$")]
Date = Annotated[date, BeforeValidator(calendar_date), _pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Sitting = Annotated[Span, BeforeValidator(span), _pattern(_SPAN)]
Sittings = Annotated[tuple[Sitting, ...], AfterValidator(apart)]
TimeZone = Annotated[str, AfterValidator(zone_name)]
Host = Annotated[str, AfterValidator(host)]
Port = Annotated[int, Field(ge=1, le=65535)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Spoken = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Phone = Annotated[str, StringConstraints(pattern=r"^[0-9+][0-9 .()-]{1,24}$")]
Inches = Annotated[float, Field(ge=5, le=150)]
Dots = Annotated[Literal[576, 384], BeforeValidator(number)]
Engines = Annotated[
    tuple[Literal["clips", "piper", "system", "espeak"], ...], BeforeValidator(engines)
]
Baud = Annotated[
    Literal[9600, 19200, 38400, 57600, 115_200, 230_400, 460_800, 921_600], BeforeValidator(number)
]
UsbId = Annotated[str, StringConstraints(pattern=r"^[0-9a-fA-F]{4}:[0-9a-fA-F]{4}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
