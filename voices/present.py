"""What is seen of an engine without starting it: whether there is anything for it to speak with."""

from __future__ import annotations

import sys
from pathlib import Path

MODELS = "*.onnx"
Seen = tuple[tuple[str, int, int], ...]


def absent(engine: str, folder: Path) -> str:
    """Why there is no such engine here; "" when it may be asked. `folder`: the office's voices."""
    if engine == "piper" and not any(folder.glob(MODELS)):
        return f"there is no model in {folder}"
    if engine == "system" and sys.platform not in ("win32", "darwin"):
        return "there is one on Windows and macOS only"
    return ""


def seen(engine: str, folder: Path) -> Seen:
    """(name, size, written) of what the engine speaks with: another answer, another voice."""
    found = []
    for path in sorted(folder.glob(f"{MODELS}*")) if engine == "piper" else []:
        try:
            stat = path.stat()
        except OSError:
            continue
        found.append((path.name, stat.st_size, stat.st_mtime_ns))
    return tuple(found)
