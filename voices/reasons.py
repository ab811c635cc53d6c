"""Why a voice or a loudspeaker cannot, in the reader's language: engines say it in English."""

from __future__ import annotations

import re
from functools import partial

from flask_babel import LazyString  # type: ignore[import-untyped]

from web.words import _l

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
    (r"there is no (?P<file>\S+\.json) beside it", _l("thiếu tệp %(file)s bên cạnh")),
    (
        r"(?P<file>\S+) is no description of a voice \(\w+\)",
        _l("%(file)s không phải tệp mô tả giọng, hãy chép lại"),
    ),
    (r"\[ONNXRuntimeError\][^;]*", _l("tệp hỏng hoặc không phải giọng Piper, hãy chép lại")),
    (
        r"Piper is not installed: (?P<command>python3 bootstrap\.py piper)",
        _l("chưa cài Piper, hãy chạy lệnh %(command)s"),
    ),
    (r"it is busy", _l("đang bận đọc câu khác")),
    (r"it is still starting", _l("đang khởi động")),
    (r"the process has ended", _l("chương trình đọc dừng đột ngột, sẽ tự mở lại")),
    (r"the process gave no answer in time", _l("chương trình đọc không trả lời kịp, sẽ tự mở lại")),
    (r"the engine did not finish", _l("đọc dở dang")),
    (r"the voice is silent", _l("giọng không ra tiếng")),
    (r"No space left on device", _l("ổ đĩa đã đầy, hãy xóa bớt tệp")),
    (r"Permission denied", _l("không có quyền ghi, hãy cấp quyền")),
    (r"Read-only file system", _l("ổ đĩa chỉ cho đọc, hãy cấp quyền ghi")),
    (
        r"MiniaudioError: \('failed to init device', -?\d+\)",
        _l("không có thiết bị phát tiếng hoặc thiết bị đang bận, xem lại loa và dây"),
    ),
    (r"FileNotFoundError:[^;]*'aplay'", _l("máy chủ thiếu chương trình aplay (gói alsa-utils)")),
    (r"the sound card took no sound", _l("thiết bị phát tiếng không nhận tiếng")),
)


def in_words(reason: str) -> str:
    """What is known of it in the language of what is answered; Vietnamese where nothing is."""
    for pattern, words in _KNOWN:
        reason = re.sub(pattern, partial(_say, words), reason)
    return reason


def in_both(reason: str) -> str:
    """For a terminal: in Vietnamese and as it was said."""
    words = in_words(reason)
    return reason if words == reason else f"{words} · {reason}"


def _say(words: LazyString, found: re.Match[str]) -> str:
    return str(words) % found.groupdict()
