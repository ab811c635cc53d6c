"""Leaflets of the invented ward, as its office writes them into the data folder."""

from __future__ import annotations

from pathlib import Path

BIRTH = "ho-tich.vi.md"
TEXTS = {
    BIRTH: """\
updated: 2026-03-01
source: Quyết định 12/QĐ-UBND

# Đăng ký khai sinh

## Giấy tờ cần mang
- [ ] Giấy chứng sinh
- [ ] Căn cước của cha, mẹ
""",
    "ho-tich.en.md": "# Birth registration\n\n- [ ] Certificate of birth\n",
    "ket-hon.vi.md": "service: ho-tich\n\n# Đăng ký kết hôn\n\n- [ ] Tờ khai\n",
    "chung-thuc.vi.md": "# Chứng thực bản sao\n\n- [ ] Bản chính\n",
}


def write(data: Path, texts: dict[str, str] = TEXTS) -> Path:
    """The folder `procedures` of `data` with these files in it."""
    folder = data / "procedures"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return folder
