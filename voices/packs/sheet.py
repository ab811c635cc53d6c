"""What somebody needs to record a pack: pack.yaml to fill in, and a sheet of paper to read from."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from voices.packs.keep import Needs
from voices.packs.pack import Pack, is_sign
from voices.packs.phraselist import phrase_list
from voices.packs.written import PHRASES

BLANKS = ("loi-mot", "loi-hai", "loi-ba", "loi-bon", "loi-nam")
_STYLE = (
    "body{font:12pt 'Be Vietnam Pro',Arial,sans-serif;margin:15mm}h1{font-size:18pt}"
    "table{border-collapse:collapse;width:100%}tr{break-inside:avoid}"
    "td,th{border:1px solid #777;padding:3px 8px;text-align:left}"
    "td:first-child{font-family:monospace;width:38%}td:last-child{width:12mm}"
    ".say{font-size:15pt;font-weight:600}"
)
_EXAMPLE = {"n": "A007", "q": "3", "calls": "số A007 đến quầy 3; số B002 đến quầy 6"}
_HOW = (
    ("Phòng yên tĩnh, micrô cách miệng một gang tay, đọc chậm và rõ.",
     "A quiet room, the microphone a hand from the mouth, slow and clear."),
    ("Mỗi dòng một tệp WAV, tên như cột đầu; im lặng nửa giây trước và sau lời.",
     "Each line is one WAV file of that name; half a second of silence before and after."),
    ("Chữ cái và chữ số đọc như ở giữa câu, số quầy đọc như ở cuối câu.",
     "Letters and digits as within a sentence, counters as at its end."),
)  # fmt: skip


def to_record(name: str, language: str, needs: Needs, *, south: bool = False) -> Pack:
    """The pack as it is before it is recorded: what is for its speaker to fill in is empty.

    A language that the settings have no sentences for has its own to write.
    """
    phrases = needs.phrases.get(language, {})
    own = {} if phrases else dict.fromkeys(PHRASES, "")
    blanks = dict.fromkeys(BLANKS if own else (), "")
    listing = phrase_list(
        language, phrases, sorted(set(needs.letters)), sorted(set(needs.counters)), south=south
    )
    return Pack(name, language, "person", "", "", "", {**blanks, **listing}, own)


def sheet(pack: Pack, sentences: Mapping[str, str]) -> str:
    """The page to print; `sentences` are the office's own in Vietnamese, for the speaker to know
    what is being said.
    """
    how = "".join(f"<li>{escape(vi)}<br><i>{escape(en)}</i></li>" for vi, en in _HOW)
    said = "".join(f"<li>{escape(each.format(**_EXAMPLE))}</li>" for each in sentences.values())
    rows = "".join(
        f"<tr><td>{clip}.wav</td><td class=say>{escape(_read(clip, words))}</td><td></td></tr>"
        for clip, words in pack.clips.items()
    )
    title = f"Bộ giọng thu {pack.name} ({pack.language})"
    return (
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style><h1>{escape(title)}</h1><ul>{how}</ul>"
        f"<p>Các câu được ghép: · The sentences that are made of them:</p><ul>{said}</ul>"
        f"<table><tr><th>Tệp · File</th><th>Đọc · Say</th><th>✓</th></tr>{rows}</table></html>\n"
    )


def _read(clip: str, words: str) -> str:
    """A letter is easier to find with its sign beside its name."""
    letter = clip.removeprefix("letter-").upper()
    if is_sign(clip) and letter != words and clip.startswith("letter-"):
        return f"{letter}: {words}"
    return words or "……………………"
