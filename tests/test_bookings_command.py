"""run.py bookings import: a list from the command line of the server."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from guarded import OPEN
from hall import Served
from servers import command

Serving = Callable[..., Served]
HEAD = "code;day;time;service;name;call_by_name;priority;dossier\n"
SOON = date.today() + timedelta(days=40)


def run(hall: Served, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return command("bookings", "import", *words, "--data", hall.data)


@pytest.mark.long
def test_a_list_is_checked_booked_once_and_its_codes_are_told(
    serving: Serving, tmp_path: Path
) -> None:
    hall = serving(OPEN, mode="serve")
    file, out = tmp_path / "list.csv", tmp_path / "codes.csv"
    bad = f"{HEAD};{SOON};8:30;dat-dai;;;;\n;{SOON};;no-such;;;;\nA;{SOON};;dat-dai;;;;\n"
    file.write_text(bad, "utf-8")
    refused = run(hall, file)
    assert refused.returncode == 2 and refused.stdout == ""
    assert [line[:7] for line in refused.stderr.splitlines()] == ["Dòng 3:", "Dòng 4:", "Chưa nh"]

    lines = [f";{SOON + timedelta(days=n % 40)};;chung-thuc;Lê An {n:03};;;" for n in range(500)]
    lines[0] = f"DVC-0001;{SOON:%d/%m/%Y};8:30;dat-dai;Nguyễn Bá Khải;có;cao-tuoi;H42.18"
    file.write_text("\ufeff" + HEAD + "\n".join(lines), "utf-8")
    checked = run(hall, file, "--check")
    assert "500 new, 0 unchanged. Nothing was changed." in checked.stdout, checked.stderr
    done = run(hall, file, "--out", out)
    assert done.stdout == "500 lịch hẹn mới, 0 không đổi · 500 new, 0 unchanged\n", done.stderr
    assert out.read_text("utf-8-sig").splitlines()[1].startswith("DVC-0001;")
    for each in (file, out):
        again = run(hall, each)
        assert again.stdout.endswith("0 new, 500 unchanged\n"), again.stderr
    codes = re.findall(r": (\S+) không đổi", again.stdout)
    assert len(codes) == len(set(codes)) == 500
    logged = hall.log.read_text("utf-8")
    assert "Khải" not in logged and "DVC-0001" not in logged


def test_a_list_without_a_running_server_or_a_file_gets_one_sentence(
    tmp_path: Path,
) -> None:
    file = tmp_path / "list.csv"
    for content in (None, f"{HEAD};2026-12-01;;dat-dai;;;;\n"):
        if content:
            file.write_text(content, "utf-8")
        told = command("bookings", "import", file, "--data", tmp_path)
        assert (told.returncode, told.stderr.count("\n")) == (2, 1)
