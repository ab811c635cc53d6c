"""What pywin32 calls win32print, with one queue in it."""

from __future__ import annotations

from typing import Any


class Spooler:
    """`printed` are the jobs that left; `holds`: what comes stays in the queue."""

    def __init__(self) -> None:
        self.printed: list[bytes] = []
        self.waiting: dict[int, bytes] = {}
        self.holds = False
        self.status = 0
        self.attributes = 0
        self.open = 0
        self._jobs = 0

    def OpenPrinter(self, queue: str) -> str:  # noqa: N802 - its name there
        if queue != "XP-80":
            raise RuntimeError("no such printer")
        self.open += 1
        return queue

    def ClosePrinter(self, queue: str) -> None:  # noqa: N802
        self.open -= 1

    def GetPrinter(self, queue: str, level: int) -> dict[str, Any]:  # noqa: N802
        assert level == 2
        return {
            "Status": self.status,
            "Attributes": self.attributes,
            "cJobs": len(self.waiting),
        }

    def StartDocPrinter(self, queue: str, level: int, about: tuple[Any, ...]) -> int:  # noqa: N802
        assert (level, about[1:]) == (1, (None, "RAW"))
        self._jobs += 1
        self.waiting[self._jobs] = b""
        return self._jobs

    def StartPagePrinter(self, queue: str) -> None:  # noqa: N802
        """Nothing of a page is known to RAW bytes."""

    EndPagePrinter = StartPagePrinter

    def WritePrinter(self, queue: str, data: bytes) -> int:  # noqa: N802
        self.waiting[self._jobs] += data
        return len(data)

    def EndDocPrinter(self, queue: str) -> None:  # noqa: N802
        if not self.holds and self._jobs in self.waiting:
            self.printed.append(self.waiting.pop(self._jobs))

    def GetJob(self, queue: str, job: int, level: int) -> dict[str, Any]:  # noqa: N802
        if job not in self.waiting:
            raise RuntimeError("no such job")
        return {"Status": 0}

    def SetJob(self, queue: str, job: int, level: int, about: None, order: int) -> None:  # noqa: N802
        assert order == 5
        del self.waiting[job]
