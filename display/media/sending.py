"""A file on its way to a screen: read beside the hub, which turns to others between two pieces."""

from __future__ import annotations

from functools import partial
from typing import IO

from werkzeug.wsgi import FileWrapper

from web.aside import aside

PIECE = 128 * 1024


class Unhurried(FileWrapper):
    """Takes the place of `wsgi.file_wrapper`."""

    def __init__(self, file: IO[bytes], _size: int = 0) -> None:
        super().__init__(file, PIECE)

    def __next__(self) -> bytes:
        piece: bytes = aside(partial(self.file.read, self.buffer_size))
        if not piece:
            raise StopIteration
        return piece
