"""The child process that looks at what was sent: a file that breaks or hangs it breaks nothing.

Run as `python -m display.media.checker <file> <room>` it writes what is to be shown into the room
and says one line of JSON: {kind, files, width, height, length} or {unfit, facts}.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from display.media.confined import confine
from display.media.kinds import kind_of
from display.media.unfit import Unfit


def main(file: str, room: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "w", encoding="ascii", newline="\n")
    os.dup2(2, 1)  # whatever a library prints must not land among the answers
    confine()
    try:
        answer = look(Path(file), Path(room))
    except Unfit as reason:
        answer = {"unfit": reason.code, "facts": reason.facts}
    except MemoryError:
        answer = {"unfit": "heavy", "facts": {}}
    except (FileNotFoundError, PermissionError):
        answer = {"unfit": "gone", "facts": {}}
    except OSError:
        answer = {"unfit": "disk", "facts": {}}
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def look(file: Path, room: Path) -> dict[str, Any]:
    """`files` are names in the room, in order; `length` of a video in ms. Raises Unfit."""
    kind = kind_of(file)
    if kind in ("mp4", "webm"):
        return _video(kind, file, room)
    if kind == "pdf":
        from display.media import pages

        files, width, height = pages.clean(file, room)
        return _answer("pdf", files, width, height)
    from display.media import pictures

    picture, width, height = pictures.clean(kind, file, room)
    return _answer("image", [picture], width, height)


def _video(kind: str, file: Path, room: Path) -> dict[str, Any]:
    from display.media import mp4, webm

    film = mp4.clean(file) if kind == "mp4" else webm.clean(file)
    shown = file.rename(room / f"1.{kind}")
    return _answer("video", [shown], film.width, film.height, film.length)


def _answer(
    kind: str, files: list[Path], width: int, height: int, length: int | None = None
) -> dict[str, Any]:
    names = [each.name for each in files]
    return {"kind": kind, "files": names, "width": width, "height": height, "length": length}


if __name__ == "__main__":
    main(*sys.argv[1:])
