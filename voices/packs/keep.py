"""Bringing a pack into the data folder, and out of it: all of it or nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from settings.said import Said
from voices import compose
from voices.packs import bundle, clip, riff
from voices.packs.call import missing
from voices.packs.pack import FILE, Pack, written
from voices.packs.riff import Samples
from voices.packs.written import read_pack


@dataclass(frozen=True)
class Needs:
    """What an office has to have said: its `phrases` by language, its letters and its counters."""

    phrases: Mapping[str, Mapping[str, str]]
    letters: Iterable[str]
    counters: Iterable[int]


def check(source: Path, needs: Needs) -> tuple[Pack | None, dict[str, Samples], list[Said]]:
    """The pack in a folder or .zip and its clips made ready; or every fault of it at once.

    Raises bundle.NoBundleError, and OSError when the source cannot be read.
    """
    files, faults = bundle.read(source)
    text = files.pop(FILE, None)
    if text is None:
        return None, {}, [*faults, Said(f"Thiếu tệp {FILE}.", f"There is no {FILE}.")]
    pack, wrong = read_pack(text)
    faults += wrong
    clips = {}
    for name, data in files.items():
        clips[name.removesuffix(".wav")], heard = listen(data)
        faults += [
            Said(f"{name}: {each.vietnamese}.", f"{name}: {each.english}.") for each in heard
        ]
    if pack:
        faults += _unlike(pack, clips) + _short_of(pack, needs)
    return (None if faults else pack), clips, faults


def listen(data: bytes) -> tuple[Samples, list[Said]]:
    """One recording made ready, and what is wrong with it."""
    try:
        return clip.ready(*riff.read(data))
    except riff.NoWavError as fault:
        return np.zeros(0), [fault.fault]


def keep(pack: Pack, clips: Mapping[str, Samples], packs: Path) -> Path:
    """Write the pack beside the others in `packs`; one of the same name gives way to it.

    The folder of that name is the old pack until it is the new one, whole. Raises OSError.
    """
    packs.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(prefix=".", dir=packs))
    place, old = packs / pack.name, half / "old"
    try:
        fill(pack, clips, half / "new")
        if place.exists():
            os.replace(place, old)
        try:
            os.replace(half / "new", place)
        except OSError:
            if old.exists():
                os.replace(old, place)
            raise
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return place


def fill(pack: Pack, clips: Mapping[str, Samples], folder: Path) -> None:
    """Write a pack into a new folder. Raises OSError."""
    folder.mkdir(parents=True)
    for name in pack.clips:
        compose.write(folder / f"{name}.wav", clips[name])
    (folder / FILE).write_text(written(pack), encoding="utf-8", newline="\n")


def export(folder: Path, pack: Pack, file: Path) -> None:
    """Write the pack in `folder` as a .zip that `check` takes. Raises OSError."""
    half = file.with_name(f"{file.name}.tmp")
    try:
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in (FILE, *(f"{each}.wav" for each in pack.clips)):
                archive.write(folder / name, f"{pack.name}/{name}")
        os.replace(half, file)
    finally:
        half.unlink(missing_ok=True)


def _unlike(pack: Pack, clips: Mapping[str, Samples]) -> list[Said]:
    faults = [
        Said(
            f"Thiếu tệp {each}.wav, lời: “{words}”.",
            f"There is no {each}.wav, which says “{words}”.",
        )
        for each, words in pack.clips.items()
        if each not in clips
    ]
    return faults + [
        Said(
            f"{FILE} không ghi đoạn {each}, nhưng có tệp {each}.wav.",
            f"{each}.wav is there, but {FILE} has no clip {each}.",
        )
        for each in clips
        if each not in pack.clips
    ]


def _short_of(pack: Pack, needs: Needs) -> list[Said]:
    phrases = needs.phrases.get(pack.language) or pack.phrases
    if not phrases:
        return [
            Said(
                f"{FILE} thiếu phrases: ngôn ngữ {pack.language} chưa có lời gọi trong cấu hình.",
                f"{FILE} lacks phrases: the settings have none for {pack.language}.",
            )
        ]
    lacking = missing(pack, phrases.values(), needs.letters, needs.counters)
    return [
        Said(f"Đơn vị cần đoạn {each}, bộ giọng chưa có.", f"The office needs a clip {each}.")
        for each in lacking
    ]
