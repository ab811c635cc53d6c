"""Printers and scanners: what each kind needs, and that no two parts open the same device."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from settings.text import Place, Tree, Written, shorten

_PRINTER_NEEDS = (
    ("network", "host"),
    ("serial", "path"),
    ("lp", "path"),
    ("file", "path"),
    ("windows", "queue"),
)


def check_devices(written: Written) -> None:
    _printers(written)
    _scanners(written)
    _owned_once(written)


def _printers(written: Written) -> None:
    for place, item in written.items("printers"):
        for kind, key in _PRINTER_NEEDS:
            if item.get("type") == kind and key not in item:
                at = (*place, key)
                written.tell(
                    at,
                    "thiếu {name}; máy in loại {kind} cần khóa này.",
                    "{name} is missing; a {kind} printer needs it.",
                    kind=kind,
                )
        if item.get("type") == "file" and item.get("at") == "kiosk":
            written.tell(
                (*place, "at"),
                "{name} là kiosk, nhưng máy in loại file sẽ để lại ở đó những phiếu có họ tên."
                " Loại này chỉ được đặt ở máy chủ.",
                "{name} is kiosk, but a file printer would leave slips with names there."
                " It may be at the server only.",
            )


def _scanners(written: Written) -> None:
    for place, scanner in _readers(written):
        if "port" not in scanner and scanner.get("type", "serial") == "serial":
            written.tell(
                (*place, "port"),
                "thiếu {name}; máy quét loại serial cần khóa này.",
                "{name} is missing; a serial scanner needs it.",
            )


def _owned_once(written: Written) -> None:
    """Two printers at one port would mix their slips, two kiosks at one scanner their citizens."""
    seen: dict[tuple[str, ...], int] = {}
    for place, item in chain(written.items("printers"), _readers(written)):
        device = _device(item)
        if device in seen:
            written.tell(
                place,
                '{name}: "{port}" đã dùng ở dòng {line}; mỗi máy cần một cổng riêng.',
                '{name}: "{port}" is already used in line {line}; each needs one of its own.',
                port=shorten(device[1]),
                line=seen[device],
            )
        elif device is not None:
            seen[device] = written.line(place)


def _readers(written: Written) -> Iterator[tuple[Place, dict[str, Tree]]]:
    for place, kiosk in written.items("kiosks"):
        scanner = kiosk.get("scanner")
        if isinstance(scanner, dict):
            yield (*place, "scanner"), scanner


def _device(item: dict[str, Tree]) -> tuple[str, ...] | None:
    """None where two may name the same: files, and what hangs at a kiosk's own computer."""
    kind = item.get("type", "serial")
    port = item.get("path", item.get("port"))
    named = {
        "network": ("network", item.get("host"), item.get("port", "9100")),
        "lp": ("port", port),
        "serial": ("port", port),
        "usb": ("usb", item.get("usb_id", "usb")),
        "windows": ("windows", item.get("queue")),
    }.get(str(kind), ())
    known = tuple(each for each in named if isinstance(each, str))
    return known if known and known == named and item.get("at") != "kiosk" else None
