"""Why a voice does not speak is said to the office in its own language."""

from __future__ import annotations

from pathlib import Path

from test_web_words import NAMES_OF_THINGS, strange_words

from voices.choice import Step, chosen
from voices.present import absent
from voices.reasons import in_both, in_words

ENGINES = {"clips", "piper", "onnx"}


def of(step: object) -> str:
    assert isinstance(step, Step)
    return step.reason


def reasons(folder: Path) -> list[str]:
    broken = {"id": "vi.onnx", "language": "vi", "name": "vi"}
    return [
        absent("piper", folder),
        of(chosen("espeak", [], "vi", "vi-x")),
        of(chosen("piper", [], "vi", "")),
        of(chosen("piper", [{**broken, "fault": "the process has ended"}], "vi", "")),
        "clips: only calls by number are recorded; piper: there is no pack for vi",
        "piper: vi.onnx: [ONNXRuntimeError] : 7 : INVALID_PROTOBUF : Load model failed: parsing.",
        "MiniaudioError: ('failed to init device', -401)",
        "FileNotFoundError: [Errno 2] No such file or directory: 'aplay'",
    ]


def test_the_common_reasons_have_vietnamese_words(tmp_path: Path) -> None:
    for reason in reasons(tmp_path):
        said = in_words(reason).replace(str(tmp_path), "")
        assert said != reason
        assert set(strange_words(said)) - NAMES_OF_THINGS - ENGINES == set(), reason


def test_an_unknown_reason_stands_as_it_was_said() -> None:
    assert in_words("exit code 17") == in_both("exit code 17") == "exit code 17"
