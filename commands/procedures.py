"""What `run.py check` says of the office's leaflets: each that cannot be printed, and where."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from config import Config
from kiosk import logo
from kiosk.drawsheet import TooLongError, draw_sheet
from kiosk.leaflets import MOST, Leaflets, Offered
from kiosk.procedure import FOLDER
from kiosk.wording import Wording

Said = tuple[Literal["ok", "warn", "fail"], str, str]
WIDE = 576


def told(config: Config, data: Path) -> list[Said]:
    """State, Vietnamese, English; nothing where the office has no leaflets."""
    folder = data / FOLDER
    leaflets = Leaflets(folder, {each.id for each in config.services if not each.retired})
    said: list[Said] = [
        ("fail", f"Tờ hướng dẫn {file}{_at(fault.line)}: {fault.vietnamese}", fault.english)
        for file, fault in leaflets.faults()
    ]
    offered = {each.id: each for each in leaflets.offered("vi")}
    tongues = {language for kiosk in config.kiosks for language in kiosk.languages}
    others = (each for language in sorted(tongues) for each in leaflets.offered(language))
    said += _too_long(config, data, [*offered.values(), *others])
    said += [
        ("warn", f"Tờ hướng dẫn {each.id}: chưa có bản tiếng Việt.", "there is no Vietnamese file")
        for each in offered.values()
        if each.lang != "vi"
    ]
    if len(list(folder.glob("*.md"))) > MOST:
        said.append(("warn", f"Chỉ đọc {MOST} tệp đầu trong {folder}.", "too many files"))
    if offered and not said:
        return [("ok", f"Tờ hướng dẫn thủ tục: {len(offered)}, in được", "sheets can be printed")]
    return said


def _too_long(config: Config, data: Path, offered: list[Offered]) -> list[Said]:
    """Drawn as it would be, on the narrowest paper of the office."""
    wording = Wording(config, logo.found(config.slip.logo, data), "", False)
    width = min((each.width for each in config.printers), default=WIDE)
    said: list[Said] = []
    for each in {(each.id, each.lang): each for each in offered}.values():
        sheet = wording.sheet(each.leaflet, language="en", width=width, at=0)
        try:
            draw_sheet(sheet)
        except TooLongError:
            file = data / FOLDER / f"{each.id}.{each.lang}.md"
            vietnamese = f"Tờ hướng dẫn {file} dài hơn nửa mét giấy, hãy viết ngắn lại."
            said.append(("fail", vietnamese, "the sheet is longer than half a metre of paper"))
    return said


def _at(line: int) -> str:
    return f", dòng {line}" if line else ""
