"""The one request whose body is a file: longer than any page's, and never whole in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gevent import Timeout

MB = 1_000_000
"""As config.yaml counts."""
PATH = "/display/media"
KIND = "application/octet-stream"
MARK = "goiso.upload"
"""In the environment of such a request: its body is still on its way."""
DRAIN_SECONDS = 5


def is_upload(method: str, path: str, kind: str) -> bool:
    """`kind`: its Content-Type."""
    return method == "POST" and path == PATH and kind.partition(";")[0].strip().lower() == KIND


class Remainder:
    """What the application leaves unread of a body. A browser hears a refusal only when it could
    send, so it may, for some seconds; then `give_up` is told.
    """

    def __init__(self, body: Any, give_up: Callable[[], None]) -> None:
        self._body = body
        self._give_up = give_up

    def _discard(self) -> None:
        """Called by pywsgi once the answer is out."""
        late = Timeout(DRAIN_SECONDS)
        late.start()
        try:
            self._body._discard()
        except Timeout as timer:
            if timer is not late:
                raise
            self._give_up()
        finally:
            late.close()
