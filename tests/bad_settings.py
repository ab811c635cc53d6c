"""A small, right configuration, and the ways in which tests spoil it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from config import ConfigMistakes, load

QUOTED = re.compile(r'"[^"]*"|\d+|\[[^]]*\]|\{[^}]*\}')
"""What stands in both languages: values, numbers, lists, blanks."""
ENGLISH = re.compile(r"\b(is|the|must|not|line|here|has)\b")
SHIPPED = Path(__file__).parent.parent / "config.yaml"

SMALL = """\
office:
  unit: {vi: Bộ phận một cửa}
  name: {vi: Xã Hòa An}
  phone: 0200 000 000
  feedback: 0200 000 000
  fairness: {vi: Theo thứ tự.}
hours:
  mon: [07:30-11:30]
zones: [{id: hall, name: {vi: Phòng chờ}}]
services:
  - {id: chung-thuc, letter: A, name: {vi: Chứng thực}}
  - {id: ho-tich, letter: B, name: {vi: Hộ tịch}}
counters:
  - {id: 1, services: [chung-thuc], zone: hall}
  - {id: 2, services: [ho-tich], also: all, zone: hall}
reasons:
  - {id: khac, name: {vi: Khác}, for: [pause, hold, cancel, issue, call, return, priority]}
rules: {flow: one_press}
printers: [{id: p1, type: network, host: 192.168.1.50}]
kiosks: [{id: k1, name: {vi: Cửa}, printer: p1, languages: [vi]}]
displays: [{id: tv1, name: {vi: Tivi}, zone: hall, sound: yes}]
phrases:
  vi:
    number: Mời số {n}, quầy {q}.
    name: Mời {name}, số {n}, quầy {q}.
    result: Mời số {n}, quầy {q} nhận.
    result_name: Mời {name}, số {n}, quầy {q} nhận.
    second: "Lần hai:"
    last: "Lần cuối:"
consent: {version: 1, text: {vi: Đồng ý.}}
"""


def mistakes(folder: Path, text: str | bytes) -> list[str]:
    """The English sentences that `load` has for this text; fails when there are none, or when a
    Vietnamese one does not say the same of the same things."""
    file = folder / "config.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigMistakes) as caught:
        load(file)
    for told in caught.value.lines:
        assert not ENGLISH.search(QUOTED.sub("", told.vietnamese)), told
        assert sorted(QUOTED.findall(told.vietnamese)) == sorted(QUOTED.findall(told.english)), told
    return [told.english for told in caught.value.lines]


def spoiled(old: str, new: str) -> str:
    """SMALL with one thing changed."""
    assert SMALL.count(old) == 1, old
    return SMALL.replace(old, new)
