"""The voice of Windows or macOS: which one is chosen. The drivers themselves cannot run here; a
driver of ours stands in for them beneath the real pyttsx3."""

from __future__ import annotations

import sys
import types
import wave
from pathlib import Path
from typing import Any

import pytest

from voices.choice import Step, chosen
from voices.engines import NoSound, Voice
from voices.engines.system import System
from voices.present import absent

AN = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Speech\\Voices\\Tokens\\MSTTS_V110_viVN_An"
LINH = "com.apple.voice.compact.vi-VN.Linh"


class Driver:
    """As much of a driver of pyttsx3 as the real ones have; `written` is what it saves."""

    listed: tuple[tuple[str, str, str], ...] = ()
    written: bytes | None = None

    def __init__(self, proxy: Any) -> None:
        self._proxy, self._looping = proxy, False
        self.now: dict[str, Any] = {"voice": "", "rate": 200}

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's names
        self._looping = True
        self._proxy.setBusy(False)
        assert not self._looping

    def endLoop(self) -> None:  # noqa: N802
        self._looping = False

    def stop(self) -> None:
        pass

    def destroy(self) -> None:
        pass

    def getProperty(self, name: str) -> Any:  # noqa: N802
        if name == "voices":
            return [
                types.SimpleNamespace(id=id, name=said, languages=[language])
                for id, language, said in self.listed
            ]
        return self.now[name]

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802
        self.now[name] = value

    def save_to_file(self, text: str, filename: str) -> None:
        if self.written is None:
            with wave.open(filename, "wb") as sound:
                sound.setnchannels(1)
                sound.setsampwidth(2)
                sound.setframerate(self.now["rate"] * 100)
                sound.writeframes(bytes(2000 * len(text)))
        else:
            Path(filename).write_bytes(self.written)
        self._proxy.setBusy(False)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> type[Driver]:
    """SAPI 5 with a Vietnamese voice after two English ones."""

    class Sapi(Driver):
        listed = (("David", "en-US", "Microsoft David"), ("Zira", "en-US", "Microsoft Zira"),
                  (AN, "vi-VN", "Microsoft An"))  # fmt: skip

    stands_in(monkeypatch, "win32", "sapi5", Sapi)
    com = types.ModuleType("comtypes")
    com.CoInitialize = lambda: None  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "comtypes", com)
    return Sapi


def stands_in(
    monkeypatch: pytest.MonkeyPatch, platform: str, name: str, driver: type[Driver]
) -> None:
    module = types.ModuleType(f"pyttsx3.drivers.{name}")
    module.buildDriver = driver  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, f"pyttsx3.drivers.{name}", module)
    monkeypatch.setattr("voices.engines.system.sys.platform", platform)


def choose(engine: System, language: str, wanted: str = "") -> Voice | Step:
    known = [{"id": v.id, "language": v.language, "name": v.name} for v in engine.voices()]
    return chosen("system", known, language, wanted)


def test_windows_speaks_by_its_vietnamese_voice(windows: type[Driver], tmp_path: Path) -> None:
    engine = System(tmp_path, {})
    voice = choose(engine, "vi")
    assert isinstance(voice, Voice) and voice.id == AN
    part = {"text": "Xin mời", "voice": AN, "rate": 150}
    assert engine.synth(part, tmp_path / "a.wav") == "Microsoft An"
    with wave.open(str(tmp_path / "a.wav")) as sound:
        assert sound.getframerate() == 15_000
    assert "sapi5" in engine.probe()


def test_a_voice_that_is_named_is_chosen_and_a_missing_one_told(windows: type[Driver]) -> None:
    engine = System(Path(), {})
    zira = choose(engine, "en", "Zira")
    assert isinstance(zira, Voice) and zira.name == "Microsoft Zira"
    assert choose(engine, "vi", "Nam") == Step("system", 'there is no voice "Nam"')
    with pytest.raises(NoSound, match='no voice "Nam"'):
        engine.synth({"text": "x", "voice": "Nam", "rate": 150}, Path("x.wav"))


def test_a_windows_without_a_vietnamese_voice_leaves_it_to_the_next(
    windows: type[Driver],
) -> None:
    windows.listed = windows.listed[:2]
    found = choose(System(Path(), {}), "vi")
    assert found == Step("system", "there is no voice for vi", absent=True)


def test_macos_names_languages_with_an_underscore(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Speech(Driver):
        listed = ((LINH, "vi_VN", "Linh"),)
        written = b"FORM" + bytes(400)

    stands_in(monkeypatch, "darwin", "nsss", Speech)
    engine = System(tmp_path, {})
    voice = choose(engine, "vi")
    assert isinstance(voice, Voice) and voice.id == LINH
    assert engine.synth({"text": "Xin", "voice": LINH, "rate": 150}, tmp_path / "a") == "Linh"


def test_a_voice_that_writes_no_sound_and_a_folder_that_is_missing_are_refused(
    windows: type[Driver], tmp_path: Path
) -> None:
    engine = System(tmp_path, {})
    part = {"text": "Xin", "voice": AN, "rate": 150}
    with pytest.raises(NoSound, match="there is no folder"):
        engine.synth(part, tmp_path / "nowhere" / "a.wav")
    windows.written = b"RIFF"
    with pytest.raises(NoSound, match="wrote no sound"):
        engine.synth(part, tmp_path / "a.wav")


def test_elsewhere_there_is_no_voice_of_the_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("voices.engines.system.sys.platform", "linux")
    monkeypatch.setattr("voices.present.sys.platform", "linux")
    with pytest.raises(NoSound, match="Windows and macOS only"):
        System(tmp_path, {})
    assert absent("system", tmp_path) == "there is one on Windows and macOS only"
