"""The child process that draws: Pillow holds the interpreter, and the server must not wait.

Run as `python -m kiosk.artist` it reads slips and sheets and writes their dots; every message is
four bytes of length and then so many bytes.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from typing import IO

DRAWN, FAILED = b"+", b"-"
LONGEST = 1 << 22


def main() -> None:
    """Draw until the other end closes. Nothing is kept between two slips."""
    # Ctrl-C and a service manager tell the whole family; a child ends when its server hangs up.
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not land among the answers
    from pydantic import TypeAdapter

    from kiosk.bitmap import Bitmap
    from kiosk.draw import draw
    from kiosk.drawsheet import draw_sheet
    from kiosk.slip import Sheet, Slip
    from kiosk.trialslip import TrialSlip, draw_trial

    papers: TypeAdapter[Slip | Sheet | TrialSlip] = TypeAdapter(Slip | Sheet | TrialSlip)
    while (asked := read(sys.stdin.buffer)) is not None:
        try:
            match papers.validate_json(asked):
                case Slip() as slip:
                    image = draw(slip)
                case Sheet() as sheet:
                    image = draw_sheet(sheet)
                case trial:
                    image = draw_trial(trial)
            answer = DRAWN + Bitmap.of(image).data
        except Exception as error:  # noqa: BLE001 - one bad slip must not end the others
            # The error's own text may hold the citizen's name; where it arose does not.
            where = traceback.extract_tb(error.__traceback__)[-1]
            answer = FAILED + f"{type(error).__name__} in {where.name}:{where.lineno}".encode()
        write(answers, answer)


def read(stream: IO[bytes]) -> bytes | None:
    """One message; None at the end of the stream or when it is not one of ours."""
    head = stream.read(4)
    length = int.from_bytes(head, "big")
    if len(head) < 4 or length > LONGEST:
        return None
    body = stream.read(length)
    return body if len(body) == length else None


def write(stream: IO[bytes], message: bytes) -> None:
    stream.write(len(message).to_bytes(4, "big") + message)
    stream.flush()


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        # The server was killed while a slip was drawn; nobody is left to be told.
        os._exit(0)
