"""A database file that cannot be used, in words: on pages, on the light, and at the start."""

from __future__ import annotations

from flask_babel import LazyString  # type: ignore[import-untyped]

from web.words import _l

# {code of StoreUnusable: (what happened, what to do)}
WORDS: dict[str, tuple[LazyString, LazyString]] = {
    "disk_full": (_l("Ổ đĩa đã đầy"), _l("Phụ trách cần xóa bớt tệp trên máy chủ.")),
    "read_only": (_l("Không ghi được cơ sở dữ liệu"), _l("Phụ trách cần cấp lại quyền ghi.")),
    "damaged": (_l("Cơ sở dữ liệu bị hỏng"), _l("Phụ trách cần dừng máy chủ và lấy bản sao lưu.")),
    "locked": (
        _l("Cơ sở dữ liệu đang bị khóa"),
        _l("Phụ trách cần đóng chương trình khác đang mở tệp này."),
    ),
    "unusable": (_l("Cơ sở dữ liệu không dùng được"), _l("Phụ trách cần xem ổ đĩa của máy chủ.")),
}
AT_START = {
    "disk_full": ("Ổ đĩa đã đầy, hãy xóa bớt tệp", "The disk is full"),
    "read_only": ("Không ghi được cơ sở dữ liệu, hãy cấp quyền ghi", "It cannot be written"),
    "damaged": ("Cơ sở dữ liệu bị hỏng, hãy lấy bản sao lưu", "The database is damaged"),
    "locked": ("Chương trình khác đang khóa cơ sở dữ liệu, hãy đóng nó", "It is locked"),
    "unusable": ("Cơ sở dữ liệu không dùng được, hãy xem ổ đĩa", "The database cannot be used"),
}
"""Said on the terminal, before there is a catalog: in both languages at once."""
