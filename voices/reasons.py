"""Why a voice or a loudspeaker cannot, in the reader's language: engines say it in English."""

from __future__ import annotations

import re
from functools import partial

from flask_babel import LazyString  # type: ignore[import-untyped]

from web.words import _l, language

_KNOWN = (
    (r"only calls by number are recorded", _l("bộ giọng thu chỉ đọc lời gọi số")),
    (r"there is no pack for (?P<language>\w+)", _l("chưa có bộ giọng thu cho tiếng %(language)s")),
    (r"there is no model in (?P<folder>[^;]+)", _l("chưa có tệp giọng trong %(folder)s")),
    (r"there is one on Windows and macOS only", _l("chỉ máy Windows và macOS mới có")),
    (
        r"there is no voice \"(?P<voice>[^\"]*)\"",
        _l("không có giọng “%(voice)s”, xem lại tên ở mục voices của config.yaml"),
    ),
    (r"there is no voice for (?P<language>\w+)", _l("chưa có giọng cho tiếng %(language)s")),
    (r"there is no pack \"(?P<pack>[^\"]*)\"", _l("không có bộ giọng thu “%(pack)s”")),
    (r"there is no folder (?P<folder>[^;]+)", _l("không có thư mục %(folder)s")),
    (r"there is no speech data at (?P<folder>[^;]+)", _l("thiếu dữ liệu giọng ở %(folder)s")),
    (r"(?:espeak-ng|the system) has no voices", _l("không có giọng nào")),
    (r"there is no (?P<file>\S+\.json) beside it", _l("thiếu tệp %(file)s bên cạnh")),
    (
        r"(?P<file>\S+) is no description of a voice \(\w+\)",
        _l("%(file)s không phải tệp mô tả giọng, hãy chép lại"),
    ),
    (r"\[ONNXRuntimeError\][^;]*", _l("tệp hỏng hoặc không phải giọng Piper, hãy chép lại")),
    (
        r"Piper is not installed: (?P<command>python3 bootstrap\.py piper)(?: \([^)]*\))?",
        _l("chưa cài Piper, hãy chạy lệnh %(command)s"),
    ),
    (r"no engine is wanted", _l("giọng đọc tắt trong config.yaml")),
    (r"it is closed", _l("máy chủ đang tắt")),
    (r"it does not start", _l("không mở được chương trình đọc")),
    (r"the process does not start(?:: [^;]*)?", _l("không mở được chương trình đọc")),
    (
        r"the process answers (?:something else|no JSON)",
        _l("chương trình đọc trả lời sai, sẽ tự mở lại"),
    ),
    (
        r"(?P<kind>\w+) at \S+\.py:\d+ \S+",
        _l("chương trình đọc gặp lỗi (%(kind)s), xem nhật ký máy chủ"),
    ),
    (r"the voice \"(?P<voice>[^\"]*)\" did not answer", _l("giọng “%(voice)s” không trả lời")),
    (r"the engine does not come to rest", _l("đọc mãi không dừng")),
    (r"the engine wrote no sound", _l("giọng không ra tiếng")),
    (
        r"(?P<seconds>[\d.]+) s of sound for (?P<syllables>\d+) syllables",
        _l("đọc sai: %(seconds)s giây cho %(syllables)s tiếng"),
    ),
    (r"it is busy", _l("đang bận đọc câu khác")),
    (r"it is still starting", _l("đang khởi động")),
    (r"the process has ended", _l("chương trình đọc dừng đột ngột, sẽ tự mở lại")),
    (r"the process gave no answer in time", _l("chương trình đọc không trả lời kịp, sẽ tự mở lại")),
    (r"the engine did not finish", _l("đọc dở dang")),
    (r"the voice is silent", _l("giọng không ra tiếng")),
    (
        r"not the file that was kept|(?:OSError: )?(?:not a|this is no) WAV(?:: [^;]*)?"
        r"|not 22,050 Hz 16-bit mono|cut short|only \d+ ms long|^silent$",
        _l("tệp tiếng bị hỏng"),
    ),
    (r"Input/output error", _l("ổ đĩa hỏng, hãy thay")),
    (r"Cannot allocate memory", _l("hết bộ nhớ")),
    (r"Too many open files", _l("mở quá nhiều tệp")),
    (r"No space left on device", _l("ổ đĩa đã đầy, hãy xóa bớt tệp")),
    (r"Permission denied", _l("không có quyền ghi, hãy cấp quyền")),
    (r"Read-only file system", _l("ổ đĩa chỉ cho đọc, hãy cấp quyền ghi")),
    (
        r"MiniaudioError: \('failed to init device', -?\d+\)",
        _l("không có thiết bị phát tiếng hoặc thiết bị đang bận, xem lại loa và dây"),
    ),
    (
        r"MiniaudioError: [^;]*|aplay: [^;]*",
        _l("không mở được thiết bị phát tiếng, xem lại loa và dây"),
    ),
    (r"FileNotFoundError:[^;]*'aplay'", _l("máy chủ thiếu chương trình aplay (gói alsa-utils)")),
    (r"No such file or directory", _l("không tìm thấy tệp")),
    (r"exit code (?P<code>-?\d+)", _l("chương trình phát tiếng dừng với mã %(code)s")),
    (r"the sound card took no sound", _l("thiết bị phát tiếng không nhận tiếng")),
)
# What is wrong with a pack is said in both languages where it is found.
_OF_PACKS = re.compile(r"(?P<who>(?:clips|mixer): )?(?P<vi>[^;·]+) · (?P<en>[^;]+)")
_NUMBER = re.compile(r"(?:\w+Error: )?\[Errno \d+\] ")


def in_words(reason: str) -> str:
    """What is known of it in the language of what is answered; Vietnamese where nothing is."""
    reason = _OF_PACKS.sub(_half, reason)
    for pattern, words in _KNOWN:
        reason = re.sub(pattern, partial(_say, words), reason)
    return _NUMBER.sub("", reason)


def in_both(reason: str) -> str:
    """For a terminal: in Vietnamese and as it was said."""
    words = in_words(reason)
    return reason if words == reason else f"{words} · {reason}"


def _half(found: re.Match[str]) -> str:
    return (found["who"] or "") + found["en" if language() == "en" else "vi"]


def _say(words: LazyString, found: re.Match[str]) -> str:
    return str(words) % found.groupdict()
