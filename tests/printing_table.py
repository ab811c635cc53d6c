"""What becomes of a slip, way by way and line by line; docs/printing.md shows it.

After a change: `.venv/bin/python tests/printing_table.py` runs it all and writes the table there.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "printing.md"
BEGIN, END = "<!-- made by tests/printing_table.py -->", "<!-- end -->"
HEADS = {"network": "network", "serial": "serial", "lp": "lp", "pipe": "lp, a pipe"}


def cells(page: str) -> dict[tuple[str, str], str]:
    """What the page says of each way and line."""
    lines = [line for line in page.partition(BEGIN)[2].splitlines() if line.startswith("|")]
    rows = [re.split(r" *\| *", line)[1:-1] for line in lines[2:]]
    return {(row[0], line): cell for row in rows for line, cell in zip(HEADS, row[1:], strict=True)}


def table() -> str:
    from printing_matrix import WAYS, run

    lines = [row(["What happens", *HEADS.values()]), row(["---"] * (len(HEADS) + 1))]
    for way in WAYS:
        found = [str(run(way, line)) if line in way.lines else "–" for line in HEADS]
        lines.append(row([way.name, *found]))
    return "\n".join(lines)


def row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def page_with(page: str, table: str) -> str:
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{table}\n\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    PAGE.write_text(page_with(PAGE.read_text("utf-8"), table()), "utf-8")
