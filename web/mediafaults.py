"""Why a file for the screens was not taken, and what to do about it."""

from __future__ import annotations

from web.words import _l

FAULTS = {
    "media_empty": _l("Tệp trống, không có gì bên trong. Hãy chọn tệp khác."),
    "media_cut": _l("Tệp gửi chưa hết thì bị ngắt. Hãy gửi lại."),
    "media_disk": _l("Ổ đĩa của máy chủ sắp đầy hoặc không ghi được. Hãy dọn bớt rồi gửi lại."),
    "media_virus": _l("Tệp bị nghi có mã độc. Hãy quét vi-rút máy đã chép tệp này."),
    "media_heavy": _l("Tệp này quá nặng để mở. Hãy xuất lại nhỏ hơn rồi gửi lại."),
    "media_crashed": _l("Không mở được tệp này. Hãy xuất lại từ phần mềm gốc rồi gửi lại."),
    "media_gone": _l("Tệp vừa gửi bị máy chủ chặn, có thể do phần mềm diệt vi-rút. Hãy quét tệp."),
    "media_broken_picture": _l("Ảnh bị hỏng. Hãy mở ảnh trên máy, lưu lại rồi gửi lại."),
    "media_many_dots": _l("Ảnh quá lớn. Hãy thu nhỏ còn nhiều nhất 3840 × 2160 điểm ảnh."),
    "media_small": _l(
        "Ảnh nhỏ quá (%(width)d × %(height)d), lên bảng sẽ mờ. Hãy chọn ảnh rộng từ %(narrowest)d"
        " điểm ảnh, tốt nhất là 1920 × 1080."
    ),
    "media_animated": _l("Ảnh động không hiện được. Hãy xuất thành video MP4 (H.264)."),
    "media_heic": _l("Ảnh HEIC hay AVIF không hiện được. Hãy lưu thành JPEG rồi gửi lại."),
    "media_bmp": _l("Ảnh BMP không hiện được. Hãy lưu thành PNG hay JPEG rồi gửi lại."),
    "media_tiff": _l("Ảnh TIFF không hiện được. Hãy lưu thành PNG hay JPEG rồi gửi lại."),
    "media_photoshop": _l("Tệp Photoshop: hãy lưu thành PNG hay JPEG rồi gửi lại."),
    "media_icon": _l("Tệp biểu tượng: hãy lưu thành PNG rồi gửi lại."),
    "media_svg": _l("Tệp SVG không được nhận. Hãy xuất thành PNG hay PDF rồi gửi lại."),
    "media_markup": _l("Đây là trang web (HTML, XML). Hãy in thành PDF rồi gửi lại."),
    "media_text": _l("Đây là tệp chữ. Hãy chép chữ vào mục Thông báo bằng chữ."),
    "media_office": _l("Tệp Word, Excel hay PowerPoint: hãy lưu thành PDF rồi gửi lại."),
    "media_archive": _l("Đây là tệp nén. Hãy giải nén rồi gửi từng ảnh, video hay PDF."),
    "media_program": _l("Đây là chương trình, không phải ảnh, video hay PDF. Hãy chọn tệp khác."),
    "media_postscript": _l("Tệp PostScript: hãy lưu thành PDF rồi gửi lại."),
    "media_sound": _l("Đây là tệp âm thanh, không có gì để chiếu. Hãy chọn ảnh, video hoặc PDF."),
    "media_unknown": _l("Không nhận ra tệp này. Hãy gửi ảnh JPEG, PNG, video MP4 hoặc PDF."),
    "media_locked_pdf": _l("PDF có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."),
    "media_broken_pdf": _l("PDF bị hỏng. Hãy xuất lại PDF rồi gửi lại."),
    "media_many_pages": _l("PDF có %(pages)d trang, nhiều nhất %(most)d. Hãy tách bớt trang."),
    "media_narrow_page": _l(
        "Trang %(page)d của PDF hẹp và dài quá, lên bảng không đọc được. Hãy đổi sang khổ A4 rồi"
        " gửi lại."
    ),
    "media_video_kind": _l("Không dùng được loại video này. Hãy xuất lại thành MP4 (H.264)."),
    "media_codec": _l(
        "Video mã hóa kiểu %(codec)s, nhiều màn hình không phát được. Hãy xuất lại video thành MP4"
        " (H.264)."
    ),
    "media_hevc": _l(
        "Video kiểu HEVC (H.265) của điện thoại, nhiều màn hình không phát được. Hãy mở bằng"
        " HandBrake trên máy tính, chọn Fast 1080p30, bấm Start rồi gửi tệp MP4 vừa tạo ra. Lần sau"
        " trên iPhone: Cài đặt → Camera → Định dạng → Tương thích nhất."
    ),
    "media_deep": _l(
        "Video H.264 kiểu %(profile)s, màn hình không phát được. Hãy xuất lại thành MP4 (H.264,"
        " 8 bit, 4:2:0)."
    ),
    "media_sound_codec": _l(
        "Tiếng của video mã hóa kiểu %(codec)s. Hãy xuất lại thành MP4 (H.264, tiếng AAC hoặc"
        " không tiếng)."
    ),
    "media_wide": _l(
        "Video %(width)d × %(height)d lớn quá. Hãy xuất lại nhiều nhất 3840 × 2160, tốt nhất là"
        " 1920 × 1080."
    ),
    "media_long": _l("Video dài %(minutes)d phút, nhiều nhất %(most)d phút. Hãy cắt ngắn."),
    "media_broken_video": _l("Video bị hỏng hoặc chưa xuất xong. Hãy xuất lại thành MP4 (H.264)."),
    "media_junk": _l(
        "Trong tệp video có thứ không phải video. Hãy xuất lại video thành MP4 (H.264)."
    ),
    "media_pieces": _l(
        "Video ghi thành từng mảnh (fMP4, WebM trực tiếp). Hãy xuất lại thành MP4 (H.264)."
    ),
    "media_secret": _l("Video có khóa bản quyền nên không phát được. Hãy dùng bản không khóa."),
}
