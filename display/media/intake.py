"""A file on its way in: received into a room of its own, looked at, taken into the list."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote

from gevent import Timeout
from werkzeug.exceptions import ClientDisconnected

from display.media import repeats
from display.media.checking import Checker, Found
from display.media.item import Item
from display.media.media import Media
from display.media.unfit import Unfit
from office import By, Refused
from web.aside import aside
from web.asking import clean
from web.uploads import MB
from web.words import _

if TYPE_CHECKING:
    from web.parts import Parts

KEPT_FREE = 500 * MB
"""So much of the disk is left for the office's own records."""
AT_ONCE = 3
PIECE = 256 * 1024
PIECE_SECONDS, LONGEST_SECONDS = 30, 3600
LONGEST_TITLE = 120


class Stream(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class Intake:
    """Receives some files at once and looks at one at a time; everything that takes time is done
    beside the hub. A Worker: while resting it takes none.
    """

    def __init__(self, media: Media, parts: Parts, checker: Checker) -> None:
        self._media = media
        self._largest = parts.config.media.largest_mb * MB
        self._total = parts.config.media.total_mb * MB
        self._checker = checker
        self._one = Lock()
        self._resting = False
        self._coming: list[int] = []

    @property
    def largest(self) -> int:
        """Bytes of one file."""
        return self._largest

    def rest(self, resting: bool) -> None:
        self._resting = resting

    def busy(self) -> bool:
        return bool(self._coming)

    def take(
        self, stream: Stream, length: int, name: str, *, by: By, key: str | None = None
    ) -> Item:
        """`length` in bytes; `name` as the sender's computer calls it, percent-encoded. The same
        `key` again adds nothing.

        Refused: `media_refused` with a `fault`, `media_busy`, `media_large`, `media_full`,
        `too_many_media`, `key_reused`.
        """
        asked = repeats.asked(by, key, name, length)
        if self._resting or len(self._coming) >= AT_ONCE:
            raise Refused("media_busy")
        if self._media.made_by(asked) is None:
            self._must_fit(length)
        # Kept for it before anything waits: who comes meanwhile must see it, a reload too.
        self._coming.append(length)
        try:
            if aside(self._media.folder.free) - sum(self._coming) < KEPT_FREE:
                raise Unfit("disk")
            room = aside(self._media.folder.new_room)
            try:
                file = room / "file"
                self._receive(stream, length, file)
                with self._one:
                    # Its answer was lost, now or while this one waited.
                    known = self._media.made_by(asked)
                    if known is not None:
                        return known
                    found = self._checker.look(file, room)
                    return self._keep(found, room, titled(name), asked, by)
            finally:
                aside(lambda: self._media.folder.clear(room))
        except Unfit as reason:
            raise Refused("media_refused", fault=f"media_{reason.code}", **reason.facts) from None
        except OSError:
            raise Refused("media_refused", fault="media_disk") from None
        finally:
            self._coming.remove(length)

    def _must_fit(self, length: int) -> None:
        """Before a byte of it is read."""
        self._media.must_have_room()
        if length <= 0:
            raise Refused("media_refused", fault="media_empty")
        if length > self._largest:
            raise Refused("media_large", most=self._largest // MB)
        if self._media.size + sum(self._coming) + length > self._total:
            raise Refused("media_full", most=self._total // MB)

    def _receive(self, stream: Stream, length: int, file: Path) -> None:
        """Raises Unfit where it ends early or stands still."""
        got, until = 0, time.monotonic() + LONGEST_SECONDS
        with file.open("wb") as out:
            while got < length:
                if time.monotonic() > until:
                    raise Unfit("cut")
                piece = self._piece(stream, min(PIECE, length - got))
                aside(partial(out.write, piece))
                got += len(piece)

    def _piece(self, stream: Stream, size: int) -> bytes:
        late = Timeout(PIECE_SECONDS)
        late.start()
        try:
            piece = stream.read(size)
        except (OSError, ClientDisconnected):
            raise Unfit("cut") from None
        except Timeout as timer:
            if timer is not late:
                raise
            raise Unfit("cut") from None
        finally:
            late.close()
        if not piece:
            raise Unfit("cut")
        return piece

    def _keep(self, found: Found, room: Path, title: str, asked: str | None, by: By) -> Item:
        made = [room / name for name in found.files]
        size = sum(file.stat().st_size for file in made)
        if self._media.size + size > self._total:
            raise Refused("media_full", most=self._total // MB)
        self._media.must_have_room(len(made))
        names = aside(lambda: self._media.folder.take_in(made))
        item = Item(
            0,
            found.kind,
            title,
            files=names,
            length=found.length,
            size=size,
            width=found.width,
            height=found.height,
            asked=asked,
        )
        try:
            return self._media.add(item, by=by)
        except BaseException:
            self._media.folder.drop(names)
            raise


def titled(name: str) -> str:
    """The file's name without folders and ending, for people to know it by."""
    plain = clean(unquote(name)).replace("\\", "/")
    return PurePosixPath(plain).stem[:LONGEST_TITLE].strip() or str(_("Tệp không tên"))
