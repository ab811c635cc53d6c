"""What `run.py check` says of the office's lexicon.txt: each wrong line, and what to write."""

from __future__ import annotations

from commands.checks import Line, Place
from voices.lexicon import FILE, LONGEST, Fault, Wrong, decoded, parse

_SAID: dict[Fault, tuple[str, str]] = {
    "no_equals": (
        "thiếu dấu =; hãy viết như Bkrông = Bơ Cờ Rông",
        "there is no =; write it as Bkrông = Bơ Cờ Rông",
    ),
    "no_spelling": (
        "trước dấu = chưa có chữ; hãy viết tên như trên giấy tờ",
        "nothing stands before the =; write the name as on paper",
    ),
    "not_one_word": (
        "“{word}” không phải một từ; mỗi dòng chỉ một từ, chữ cái và dấu '",
        "“{word}” is not one word of letters and '; a line has one word",
    ),
    "twice": (
        "“{word}” đã có ở một dòng trên; hãy bỏ một dòng",
        "“{word}” is in a line above already; take one out",
    ),
    "no_syllables": (
        f"sau dấu = phải có các âm tiết, nhiều nhất {LONGEST} ký tự",
        f"after the = there must be syllables, at most {LONGEST} characters",
    ),
    "no_syllable": (
        "“{word}” không phải âm tiết tiếng Việt; hãy viết rời, đủ dấu, như Bơ Cờ Rông",
        "“{word}” is no Vietnamese syllable; write them apart, with their marks: Bơ Cờ Rông",
    ),
}


def lexicon(place: Place) -> list[Line]:
    file = place.data / FILE
    if not file.exists():
        return []
    try:
        _, wrong = parse(decoded(file.read_bytes()))
    except UnicodeError:
        told = f"{FILE} không đọc được; hãy lưu lại bằng mã UTF-8."
        return [Line("warn", told, "it cannot be read: save it as UTF-8")]
    except OSError as fault:
        told = f"{FILE} không đọc được: {fault.strerror}."
        return [Line("warn", told, "it cannot be read")]
    if wrong:
        return [_told(each) for each in wrong]
    return [Line("ok", f"Từ điển {FILE} đọc được cả", "every line of the lexicon is taken")]


def _told(wrong: Wrong) -> Line:
    vietnamese, english = (words.format(word=wrong.word) for words in _SAID[wrong.fault])
    return Line("warn", f"{FILE}, dòng {wrong.line}: {vietnamese}.", english)
