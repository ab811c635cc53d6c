"""Has a file looked at by a child process, within a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints, ValidationError

from display.media.unfit import Unfit

ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND = (sys.executable, "-B", "-m", "display.media.checker")
SECONDS = 150
LOW: dict[str, Any] = {}
if sys.platform == "win32":
    LOW = {"creationflags": subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW}

Name = Annotated[str, StringConstraints(pattern=r"^\d{1,3}\.(jpg|png|mp4|webm)$")]


class Found(BaseModel):
    """What is to be shown: names in the room, in order; `length` of a video in ms."""

    kind: Literal["image", "video", "pdf"]
    files: Annotated[list[Name], Field(min_length=1, max_length=30)]
    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]
    length: Annotated[int, Field(ge=0)] | None = None


class Reason(BaseModel):
    """Why nothing is."""

    unfit: str
    facts: dict[str, int | str] = {}


class Checker:
    """One file at a time is looked at in `seconds` at most, by `command`."""

    def __init__(self, command: tuple[str, ...] = COMMAND, seconds: float = SECONDS) -> None:
        self._command = command
        self._seconds = seconds

    def look(self, file: Path, room: Path) -> Found:
        """Raises Unfit; also where the child crashed or hung: it is gone then."""
        command = [*self._command, str(file.resolve()), str(room.resolve())]
        try:
            done = subprocess.run(
                command,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=self._seconds,
                check=False,
                **LOW,
            )
        except (OSError, subprocess.TimeoutExpired):
            raise Unfit("heavy") from None
        return _found(done.stdout)


def _found(answer: bytes) -> Found:
    try:
        return Found.model_validate_json(answer)
    except ValidationError:
        pass
    try:
        reason = Reason.model_validate_json(answer)
    except ValidationError:
        raise Unfit("crashed") from None
    raise Unfit(reason.unfit, **reason.facts)
