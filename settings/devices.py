"""One device, one owner: what two parts of the settings would both open on the server."""

from __future__ import annotations

from collections.abc import Iterator

from settings.text import Place, Tree, Written, shorten


def check_owners(written: Written) -> None:
    """Two printers at one port would mix their slips, two kiosks at one scanner their citizens."""
    seen: dict[tuple[str, ...], int] = {}
    for place, item in _owners(written):
        device = _device(item)
        if device in seen:
            sentence = f'"{shorten(device[1])}" is already used in line {seen[device]};'
            written.note(place, f"{written.name(place)}: {sentence} each needs one of its own.")
        elif device is not None:
            seen[device] = written.line(place)


def _owners(written: Written) -> Iterator[tuple[Place, dict[str, Tree]]]:
    for section, within in (("printers", ()), ("kiosks", ("scanner",))):
        items = written.at((section,))
        for number in range(len(items) if isinstance(items, list) else 0):
            place = (section, number, *within)
            item = written.at(place)
            if isinstance(item, dict):
                yield place, item


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
