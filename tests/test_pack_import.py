"""A pack comes in whole or not at all, and every fault of it is told in a sentence."""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path

import numpy as np
import pytest
from packsounds import FOLDER, needs, office, shipped, wav, wav_of, word

from voices import compose
from voices.chime import RATE
from voices.packs import bundle, keep
from voices.packs.call import sayings, steps
from voices.packs.clip import LEAD, ready
from voices.packs.pack import Pack, written
from voices.packs.riff import read
from voices.packs.shelf import OWN, Shelf

SAID = {
    "so": "xin mời số",
    "quay": "đến quầy số",
    "tra": "nhận kết quả",
    "hai": "gọi lần hai",
    "cuoi": "gọi lần cuối",
    "moi": "xin mời",
    "rieng": "số",
    "quay-so": "đến quầy",
    "letter-a": "a",
    "letter-r": "e rờ",
    **{f"digit-{n}": str(n) for n in range(10)},
    "counter-1": "một",
    "counter-3": "ba",
}
LAN = Pack("chi-lan", "vi", "person", "Chị Lan", "2026-11-20", "của phường", SAID)


def recording(folder: Path, pack: Pack = LAN) -> Path:
    """As a member of staff would bring it: a folder of recordings and pack.yaml."""
    folder.mkdir()
    for each in pack.clips:
        (folder / f"{each}.wav").write_bytes(wav(word(rate=44_100), rate=44_100, channels=2))
    (folder / "pack.yaml").write_text(written(pack), encoding="utf-8")
    return folder


def test_a_recorded_pack_is_levelled_kept_and_speaks_from_the_next_call(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert [each.pack.name for each in shelf.packs()] == ["may-doc"]
    pack, clips, faults = keep.check(recording(tmp_path / "thu"), needs())
    assert (pack, faults) == (LAN, [])
    keep.keep(LAN, clips, tmp_path / OWN)
    kept, machine = shelf.packs()
    assert (kept.pack, machine.pack.name) == (LAN, "may-doc")
    assert steps(sayings(office()["number"], "A013", 3), kept.pack)[0] == "so"
    for name in SAID:
        sound = compose.read(kept.folder / f"{name}.wav")
        assert compose.active_rms(sound) == pytest.approx(compose.LEVEL, abs=0.5)
        assert len(sound) / RATE == pytest.approx(0.4 + 2 * LEAD, abs=0.03)


def test_a_new_recording_takes_the_place_of_the_old_one_of_its_name(tmp_path: Path) -> None:
    shelf, packs = Shelf(tmp_path), tmp_path / OWN
    clips = dict.fromkeys(SAID, ready(word(), RATE)[0])
    keep.keep(LAN, clips, packs)
    old = shelf.named("chi-lan")
    keep.keep(LAN, dict.fromkeys(SAID, ready(word(0.6), RATE)[0]), packs)
    new = shelf.named("chi-lan")
    assert old and new and new.edition != old.edition
    assert os.listdir(packs) == ["chi-lan"]


def test_a_full_disk_leaves_the_old_pack_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packs = tmp_path / OWN
    clips = dict.fromkeys(SAID, ready(word(), RATE)[0])
    keep.keep(LAN, clips, packs)
    before = Shelf(tmp_path).packs()

    def full(place: Path, samples: object) -> None:
        raise OSError(28, "No space left on device", str(place))

    monkeypatch.setattr(compose, "write", full)
    with pytest.raises(OSError, match="No space"):
        keep.keep(LAN, clips, packs)
    assert Shelf(tmp_path).packs() == before
    assert os.listdir(packs) == ["chi-lan"]


def test_a_pack_exported_and_imported_is_the_same_pack(tmp_path: Path) -> None:
    keep.export(FOLDER, shipped(), tmp_path / "x.zip")
    pack, clips, faults = keep.check(tmp_path / "x.zip", needs())
    assert (pack, faults) == (shipped(), [])
    kept = compose.read(FOLDER / "digit-7.wav")
    assert len(clips["digit-7"]) == pytest.approx(len(kept), abs=RATE // 50)


def test_every_fault_of_a_pack_is_told_and_nothing_comes_in(tmp_path: Path) -> None:
    folder = recording(tmp_path / "thu")
    loud = np.clip(word(level=3.0), -0.999, 0.999)
    spoilt = {
        "digit-0": wav(np.zeros(RATE)),
        "digit-1": wav(loud),
        "digit-2": wav(word(noise=0.02)),
        "digit-3": wav(word()[RATE // 4 + 2000 :]),
        "digit-4": wav(word(0.02)),
        "digit-5": wav(word(7.0)),
        "digit-6": b"ID3\x04 not a wave",
        "digit-7": wav(word(), rate=8000),
        "digit-8": wav(word())[:30],
        "counter-9": wav(word()),
    }
    for name, data in spoilt.items():
        (folder / f"{name}.wav").write_bytes(data)
    (folder / "letter-r.wav").unlink()
    (folder / "ghi chú.docx").write_bytes(b"x")
    (folder / "Thumbs.db").write_bytes(b"x")
    asked = needs(letters="ARZ", counters=(1, 3, 12))
    pack, _, faults = keep.check(folder, asked)
    assert pack is None
    told = [fault.vietnamese for fault in faults]
    for part in (
        *("digit-0.wav: không nghe thấy tiếng", "digit-1.wav: tiếng bị vỡ"),
        *("digit-2.wav: nền ồn", "digit-3.wav: nền ồn, hoặc tiếng bị cắt"),
        *("digit-4.wav: tiếng dài 0.0", "digit-5.wav: tiếng dài", "digit-6.wav: không phải"),
        *("digit-7.wav: phải có 1 hoặc 2 kênh", "digit-8.wav: tệp WAV bị hỏng"),
        *("Thiếu tệp letter-r.wav", "ghi chú.docx", "không ghi đoạn counter-9"),
        *("cần đoạn letter-z", "cần đoạn counter-12"),
    ):
        assert [line for line in told if part in line], part
    assert len(told) == 14
    assert all(fault.english for fault in faults)


def test_the_recordings_of_any_recorder_are_read(tmp_path: Path) -> None:
    samples = word()
    wide = np.round(samples * 2**31).astype("<i4")
    written_as = {
        "24 bits": wav_of(wide.view("u1").reshape(-1, 4)[:, 1:].tobytes(), kind=1, bits=24),
        "32 bits": wav_of(wide.tobytes(), kind=1, bits=32),
        "fractions": wav_of(samples.astype("<f4").tobytes(), kind=3, bits=32),
    }
    for name, data in written_as.items():
        read_back, rate = read(data)
        assert rate == RATE
        assert np.max(np.abs(read_back - samples)) < 1e-4, name
    for rate in (16_000, 48_000, 96_000):
        clip, faults = ready(word(rate=rate), rate)
        assert faults == []
        assert len(clip) / RATE == pytest.approx(0.4 + 2 * LEAD, abs=0.03)


def hostile(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    return path


@pytest.mark.parametrize(
    "name",
    [
        *("../letter-a.wav", "/etc/letter-a.wav", "C:\\letter-a.wav", "x/../../letter-a.wav"),
        *("letter-a.wav/", "LETTER-A.WAV", "letter-a.wav\x1b[2J", "con.wav", "letter-A.wav"),
    ],
)
def test_no_name_in_an_archive_leads_out_of_the_pack(tmp_path: Path, name: str) -> None:
    text = ("pack.yaml", written(LAN).encode())
    source = hostile(tmp_path / "x.zip", text, (name, wav(word())))
    pack, clips, faults = keep.check(source, needs())
    assert pack is None
    assert clips == {}
    assert any("letter" in fault.english.lower() or "con.wav" in fault.english for fault in faults)
    assert all(line.isprintable() for fault in faults for line in fault)
    assert os.listdir(tmp_path) == ["x.zip"]


def test_links_folders_and_twins_in_an_archive_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("letter-a.wav")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.warns(UserWarning, match="Duplicate"):
        source = hostile(
            tmp_path / "x.zip",
            ("pack.yaml", written(LAN).encode()),
            (link, b"/etc/passwd"),
            ("sub/letter-b.wav", wav(word())),
            ("digit-0.wav", wav(word())),
            ("digit-0.wav", wav(word())),
        )
    _, clips, faults = keep.check(source, needs())
    told = " ".join(fault.english for fault in faults)
    assert "“letter-a.wav” is no plain file" in told
    assert "“sub/letter-b.wav” is not used" in told
    assert "“digit-0.wav” is there twice" in told
    assert set(clips) == {"digit-0"}


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    big = bytes(bundle.LARGEST_FILE + 1)
    source = hostile(tmp_path / "one.zip", ("pack.yaml", b"x"), ("letter-a.wav", big))
    assert "larger than 8 MB" in str(keep.check(source, needs())[2][0])
    lying = bytearray(source.read_bytes())
    for mark, at in ((b"PK\1\2", 24), (b"PK\3\4", 22)):
        lying[(where := lying.rfind(mark) + at) : where + 4] = (1000).to_bytes(4, "little")
    (tmp_path / "lying.zip").write_bytes(lying)
    with pytest.raises(bundle.NoBundleError):
        keep.check(tmp_path / "lying.zip", needs())
    many = [(f"counter-{n}.wav", b"") for n in range(bundle.MOST_FILES + 1)]
    with pytest.raises(bundle.NoBundleError, match="More than 400 files"):
        keep.check(hostile(tmp_path / "many.zip", *many), needs())
    longer = [(f"{n:0>200}.wav", b"") for n in range(1200)]
    with pytest.raises(bundle.NoBundleError, match=r"no \.zip"):
        keep.check(hostile(tmp_path / "longer.zip", *longer), needs())


@pytest.mark.parametrize("data", [b"", b"PK\5\6", bytes(70_000), b"PK\3\4" + bytes(90)])
def test_what_is_no_archive_is_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(bundle.NoBundleError) as refused:
        keep.check(tmp_path / "x.zip", needs())
    assert refused.value.fault.vietnamese == "x.zip không phải tệp .zip dùng được."


def test_an_empty_archive_is_no_pack(tmp_path: Path) -> None:
    pack, _, faults = keep.check(hostile(tmp_path / "x.zip"), needs())
    assert pack is None
    assert [fault.vietnamese for fault in faults] == ["Thiếu tệp pack.yaml."]


def test_a_link_in_a_folder_is_refused(tmp_path: Path) -> None:
    folder = recording(tmp_path / "thu")
    (folder / "letter-a.wav").unlink()
    (folder / "letter-a.wav").symlink_to("/etc/passwd")
    _, _, faults = keep.check(folder, needs())
    assert "“letter-a.wav” is no plain file" in str(faults[0])
