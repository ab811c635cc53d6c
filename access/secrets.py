"""PINs, passwords and tokens: what is good enough, how it is kept, and who may ask how often.

Hashing lets go of the interpreter for some 30 ms and runs in two lanes beside the hub: whoever is
known here never waits behind strangers.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Literal

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from gevent.threadpool import ThreadPool

from office import Refused

LONGEST, SHORTEST = 128, 12
DIFFERENT = 5
IN_LINE = 10
"""So many wait in each lane; who comes then is asked to try again."""

Lane = Literal["known", "stranger"]
# OWASP's second choice for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODY = _hasher.hash(secrets.token_hex(16))


def new_token() -> str:
    """43 characters that nobody guesses."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """How a token is kept: it has 256 bits of its own, so one fast hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def check_pin(pin: str) -> None:
    """Six digits that are not tried first. Refused: `bad_pin`, `weak_pin`."""
    if not re.fullmatch(r"[0-9]{6}", pin):
        raise Refused("bad_pin")
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    if len(steps) == 1 or pin[:2] * 3 == pin or pin[:3] * 2 == pin:
        raise Refused("weak_pin")


def check_password(password: str, *own: str) -> None:
    """12 to 128 characters, not a few repeated, not one of `own`. Refused: `weak_password`."""
    plain = password.casefold()
    if not SHORTEST <= len(password) <= LONGEST or len(set(plain)) < DIFFERENT:
        raise Refused("weak_password")
    if any(word and word.casefold() in plain for word in own):
        raise Refused("weak_password")


class Lanes:
    """Two lanes of one hash at a time."""

    def __init__(self) -> None:
        self._pools: dict[Lane, ThreadPool] = {"known": ThreadPool(1), "stranger": ThreadPool(1)}
        self._inside: dict[Lane, int] = {"known": 0, "stranger": 0}

    def keep(self, secret: str) -> str:
        kept: str = self._wait("known", _hasher.hash, secret)
        return kept

    def is_right(self, kept: str | None, secret: str, lane: Lane) -> bool:
        """Takes as long for somebody who does not exist (`kept` None). Refused: `too_many`."""
        right: bool = self._wait(lane, _verify, kept or _NOBODY, secret)
        return right and kept is not None

    def _wait(self, lane: Lane, work: Callable[..., Any], *args: str) -> Any:
        if self._inside[lane] > IN_LINE:
            raise Refused("too_many")
        self._inside[lane] += 1
        try:
            return self._pools[lane].apply(work, args)
        finally:
            self._inside[lane] -= 1


def _verify(kept: str, secret: str) -> bool:
    try:
        return _hasher.verify(kept, secret)
    except VerificationError:
        return False
