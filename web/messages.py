"""What a page of ours sends over its live connection; anything else ends the connection.

Engine.IO and Socket.IO put a fault with a trace into the log for each message that they cannot
read, so that one phone could fill a disk.
"""

from __future__ import annotations

import json
import re

# Engine.IO 4 (close 1, ping 2, pong 3), Socket.IO 5 (connect 40, disconnect 41, event 42, its
# answer's number after it). We send nothing binary and have one namespace.
PLAIN = re.compile(r"[123]|4[01](?:\{\})?")
EVENT = re.compile(r"42[0-9]{0,9}(\[.*\])", re.DOTALL)
DEPTH = 16


def is_ours(message: object) -> bool:
    if not isinstance(message, str):
        return False
    if PLAIN.fullmatch(message):
        return True
    event = EVENT.fullmatch(message)
    if event is None or event[1].count("[") + event[1].count("{") > DEPTH:
        return False
    try:
        said = json.loads(event[1])
    except ValueError:
        return False
    return bool(said) and isinstance(said[0], str) and said[0] not in ("connect", "disconnect")
