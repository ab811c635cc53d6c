"""What is seen of an engine without starting it: whether there is anything for it to speak with."""

from __future__ import annotations

import sys
from pathlib import Path

from voices.words import Sentence

MODELS, PACKS = "*.onnx", "packs"
Seen = tuple[tuple[str, int, int], ...]


def absent(engine: str, folder: Path, sentence: Sentence) -> str:
    """Why this engine is none here for this sentence; "" when it may be asked."""
    if engine == "clips" and not sentence.clips:
        return "only numbers are recorded"
    if engine == "clips" and not any((folder / PACKS).glob("*/")):
        return f"there is no pack of recordings in {folder / PACKS}"
    if engine == "piper" and not any(folder.glob(MODELS)):
        return f"there is no model in {folder}"
    if engine == "system" and sys.platform not in ("win32", "darwin"):
        return "there is one on Windows and macOS only"
    return ""


def seen(engine: str, folder: Path) -> Seen:
    """(name, size, written) of what the engine speaks with: another answer, another voice."""
    pattern = {"piper": f"{MODELS}*", "clips": f"{PACKS}/*/*.yaml"}.get(engine)
    found = []
    for path in sorted(folder.glob(pattern)) if pattern else []:
        try:
            stat = path.stat()
        except OSError:
            continue
        found.append((str(path.relative_to(folder)), stat.st_size, stat.st_mtime_ns))
    return tuple(found)
