"""What `run.py check` says of a printer: is it there, has it paper?"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Literal

from config import Printer
from kiosk.line import load_escpos
from kiosk.printer import Patience, printer

Said = tuple[Literal["ok", "warn", "fail"], str, str]
TROUBLES = {
    "paper": ("đang hết giấy; hãy thay cuộn giấy", "the printer is out of paper"),
    "cover": ("đang mở nắp; hãy đóng nắp", "the printer's cover is open"),
    "offline": ("không trả lời; hãy xem điện, dây, cách nối", "the printer does not answer"),
    "error": ("báo lỗi; hãy tắt máy in, gỡ giấy kẹt, bật lại", "the printer reports a fault"),
}


def told(described: Printer, data: Path, *, served: bool) -> Said:
    """State, Vietnamese, English. `served`: a running server has the printer in its hands."""
    name = f"Máy in {described.id}"
    if described.at == "kiosk":
        return "ok", f"{name} ở máy kiosk, do run.py agent in", "printed by the kiosk's agent"
    if described.type == "dummy":
        return "ok", f"{name} là máy in giả, không ra giấy", "a printer that prints nowhere"
    if served and described.type != "file":
        english = "the running server has it: see its page of printers"
        return "ok", f"{name}: máy chủ đang dùng, xem trang Máy in (/manager/printers)", english
    with tempfile.TemporaryDirectory("", "goiso-check-", ignore_cleanup_errors=True) as cache:
        load_escpos(Path(cache))
        status = printer(described, data, Patience(), interrupted=False).look()
    where = _where(described, data)
    if status.trouble and described.type == "file":
        return "fail", f"{name}: không ghi được vào {where}; hãy xem quyền.", "not writable"
    if status.trouble:
        vietnamese, english = TROUBLES[status.trouble]
        return "fail", f"{name} ({where}) {vietnamese}.", english
    if status.near_end:
        return "warn", f"{name} ({where}) sắp hết giấy; hãy chuẩn bị cuộn mới.", "paper runs low"
    if described.type == "file":
        return "ok", f"{name} ghi được vào {where}", "its path can be written"
    if status.heard:
        return "ok", f"{name} ({where}) trả lời, còn giấy", "the printer answers and has paper"
    english = "the printer takes slips and does not say how it is: print a test"
    return "ok", f"{name} ({where}) nhận phiếu, không báo tình trạng; hãy In thử", english


def _where(described: Printer, data: Path) -> str:
    return described.address or (
        str(data / "slips") if described.type == "file" else described.type
    )
