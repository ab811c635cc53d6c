"""Why a file that somebody sent is not shown."""

from __future__ import annotations

from typing import Any


class Unfit(Exception):  # noqa: N818 - what the file is
    """`code` is a word of web/mediafaults.py, `facts` fill its sentence."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts
