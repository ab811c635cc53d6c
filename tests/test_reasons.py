"""Why a voice does not speak is said to the office in its own language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hall import ROOT, Client
from test_web_words import NAMES_OF_THINGS, strange_words

from voices.choice import Step, chosen
from voices.present import absent
from voices.reasons import in_both, in_words

ENGINES = {"clips", "piper", "onnx"}
KINDS = {"ValueError", "PermissionError", "bootstrap", "py", "python", "piper"}


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


def raised() -> Iterator[str]:
    """Every reason that is written in the program, with a 7 where a value stands."""
    kinds = {"NoSound", "NoSpeech", "Gone", "Silent", "BadSound", "Step", "Voice"}
    for file in (ROOT / "voices").rglob("*.py"):
        if file.name == "make.py":
            continue
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in kinds:
                given = [*call.args, *(more.value for more in call.keywords if more.arg == "fault")]
                yield from (text for each in given if (text := written(each)))


def written(given: ast.expr) -> str:
    match given:
        case ast.Constant(value=str(text)) if " " in text:
            return text
        case ast.JoinedStr(values=parts):
            texts = [part.value if isinstance(part, ast.Constant) else "7" for part in parts]
            text = "".join(map(str, texts))
            return text if re.search("[a-z] [a-z]", text) else ""
    return ""


def test_every_reason_that_the_program_has_is_said_in_vietnamese() -> None:
    said = {reason: in_words(reason) for reason in raised()}
    assert len(said) > 20
    del said["there is no 7 beside it"]
    strange = {why for why in said.values() if set(strange_words(why)) - NAMES_OF_THINGS - ENGINES}
    assert strange == set()


@pytest.mark.parametrize(
    "reason",
    [
        "ValueError at voices/pcm.py:36 read",
        "it does not start",
        "the process answers something else",
        "OSError: this is no WAV",
        "PermissionError: [Errno 13] Permission denied: '7'",
        "Piper is not installed: python3 bootstrap.py piper (No module named 'onnxruntime')",
        "MiniaudioError: ('failed to start device', -1)",
        "aplay: main:831: audio open error: No such file or directory",
    ],
)
def test_what_others_raise_is_said_in_vietnamese(reason: str) -> None:
    assert set(strange_words(in_words(reason))) - NAMES_OF_THINGS - KINDS == set()


def test_a_fault_of_a_pack_is_said_in_the_reader_s_language(client: Client) -> None:
    fault = "clips: bộ giọng chi-lan không dùng được · the pack chi-lan cannot be used; piper: 7"
    with client.application.test_request_context("/?lang=en"):
        assert in_words(fault) == "clips: the pack chi-lan cannot be used; piper: 7"
    with client.application.test_request_context("/"):
        assert in_words(fault) == "clips: bộ giọng chi-lan không dùng được; piper: 7"


def test_an_unknown_reason_stands_as_it_was_said() -> None:
    assert in_words("XZ 17") == in_both("XZ 17") == "XZ 17"
