"""What the desk's page says by itself, by the ids of its script; {braces} are filled there."""

from __future__ import annotations

from counter.panels import Words, panel_words, told_words
from web.words import _


def page_words() -> Words:
    """Every sentence of the page's script, in the language of the request."""
    return {
        **times(),
        **turn_words(),
        **key_words(),
        **why_words(),
        **list_words(),
        **desk_words(),
        **panel_words(),
        **told_words(),
        **mute_words(),
    }


def mute_words() -> Words:
    return {
        "mute": _("Tắt tiếng loa"),
        "unmute": _("Bật lại tiếng (tắt đến {at})"),
        "told_muted": _("Loa đã tắt tiếng: lời gọi chỉ hiện trên màn hình."),
        "told_unmuted": _("Loa đã bật lại."),
    }


def compact_words() -> Words:
    """Those of the small window; its note says where the other keys are."""
    return page_words() | {
        "count": _("{n} đang chờ"),
        "dashed_note": _("Danh sách và các việc khác: trang đầy đủ, phím W."),
        "vacant_nobody_line": _("Chưa có ai chờ. Số mới tự hiện ở đây."),
        "to_judge": _("{name}, chờ xác nhận: X đúng, K không thuộc diện."),
        "elsewhere": _("Việc này làm ở trang đầy đủ: bấm W."),
    }


def times() -> Words:
    return {
        "below_minute": _("dưới 1 phút"),
        "minutes": _("{m} phút"),
        "hours": _("{h} giờ {m} phút"),
        "seconds": _("{s} giây"),
        "minutes_seconds": _("{m} phút {s} giây"),
        "until": _("đến {at}"),
        "unknown": _("Không rõ"),
    }


def turn_words() -> Words:
    return {
        "state_serving": _("Đang phục vụ"),
        "state_calling": _("Đang gọi"),
        "state_ready": _("Sẵn sàng"),
        "state_paused": _("Tạm dừng"),
        "state_closed": _("Chưa mở"),
        "consented": _("đồng ý gọi tên"),
        "not_said": _("không đọc tên trên loa"),
        "number_only": _("chỉ gọi số"),
        "files": _("{n} hồ sơ"),
        "planned": _("rồi sang {name}"),
        "goes_on": _("{label} sang {name}"),
        "priority_confirmed": _("{name} · đã xác nhận"),
        "priority_unconfirmed": _("{name} · chờ xác nhận"),
        "priority_none": _("Không"),
        "waited": _("{time} (lấy số {at})"),
        "called": _("{n} lần, lúc {at}"),
        "called_silent": _("Tiếp tục, không gọi loa"),
        "chosen_resumed": _("Tiếp tục sau tạm giữ"),
        "chosen_apart": _("Gọi khác thứ tự, có ghi lý do"),
        "vacant_ready": _("Quầy đang trống"),
        "vacant_paused": _("Quầy tạm dừng"),
        "vacant_closed": _("Quầy chưa mở"),
        "vacant_ready_line": _("Số tiếp theo là {label}. Bấm Enter để gọi."),
        "vacant_nobody_line": _("Chưa có ai chờ. Số mới sẽ hiện ở danh sách bên cạnh."),
        "vacant_paused_line": _("Mở lại quầy để gọi số tiếp theo."),
        "vacant_closed_line": _("Đang có {n} người chờ lĩnh vực của quầy này."),
        "vacant_closed_nobody_line": _("Chưa có ai chờ lĩnh vực của quầy này."),
    }


def key_words() -> Words:
    return {
        "smart_open": _("Mở quầy"),
        "smart_unpause": _("Mở lại quầy"),
        "smart_open_line": _("Bắt đầu nhận người đến quầy này"),
        "smart_call_next": _("Gọi số tiếp theo"),
        "smart_start": _("Đã đến, bắt đầu phục vụ"),
        "smart_finish_next": _("Hoàn thành, gọi tiếp"),
        "smart_finish_pause": _("Hoàn thành, tạm ngừng"),
        "smart_finish_pause_line": _("Không gọi số tiếp theo"),
        "follows": _("Số tiếp theo: {label}"),
        "nobody_follows": _("Chưa có ai chờ sau lượt này"),
        "offered": _("Đã gọi {n} lần"),
        "dashed_note": _("Nút có nét đứt: chưa dùng được lúc này, lý do ghi trên nút."),
        "row_call_this": _("Gọi số này…"),
        "row_priority": _("Đổi ưu tiên…"),
        "row_transfer": _("Chuyển…"),
        "row_cancel": _("Hủy số…"),
        "row_resume": _("Tiếp tục"),
        "row_return": _("Quay lại"),
        "row_call_now": _("Gọi ngay…"),
        "row_chosen": _("Đang chọn {label}"),
    }


def why_words() -> Words:
    """Short reasons on dashed keys; one for a code, or for a code at one move."""
    return {
        "why_left": _("Còn {time}"),
        "why_lost": _("Mất kết nối"),
        "why_no_priority": _("Không có ưu tiên"),
        "why_priority_confirmed": _("Đã xác nhận"),
        "why_other": _("Chưa dùng được lúc này"),
        "why_no_turn": _("Quầy đang trống"),
        "why_already_started": _("Đã bắt đầu phục vụ"),
        "why_counter_busy": _("Quầy đang có người"),
        "why_counter_busy_close": _("Đang có người"),
        "why_counter_closed": _("Quầy chưa mở"),
        "why_counter_paused": _("Quầy tạm dừng"),
        "why_nobody_waiting": _("Chưa có ai chờ"),
        "why_not_arrived": _("Người được gọi chưa đến"),
        "why_not_arrived_finish": _("Chưa bắt đầu phục vụ"),
        "why_too_few_calls": _("Cần gọi {needs} lần, mới {calls}"),
        "why_too_soon": _("Chưa đến lúc"),
        "why_too_late_undo": _("Đã quá {undo} giây"),
        "why_too_late_reopen": _("Đã quá {reopen} giây"),
        "why_too_late": _("Đã quá thời gian"),
        "why_nothing_to_reopen": _("Không có lượt nào"),
        "why_wrong_state_reopen": _("Số đã chuyển nơi khác"),
        "why_wrong_state_pause": _("Quầy chưa mở"),
        "why_wrong_state": _("Không hợp trạng thái"),
        "why_clock_unsure": _("Đồng hồ máy chủ chưa đúng"),
        "why_day_closed": _("Ngày làm việc đã kết thúc"),
    }


def list_words() -> Words:
    return {
        "waiting_count": _("Đang chờ, theo thứ tự gọi ({n})"),
        "held_count": _("Tạm giữ ({n})"),
        "missed_count": _("Vắng mặt ({n})"),
        "served_count": _("Vừa phục vụ"),
        "held_plain": _("Tạm giữ"),
        "held_for": _("giữ {time}"),
        "at_counter": _("quầy {n}"),
        "returns_left": _("còn {n} lần"),
        "returns_none": _("hết lần quay lại"),
        "served_for": _("phục vụ {time}"),
        "unconfirmed": _("chưa xác nhận đến"),
        "kind_priority": _("Ưu tiên"),
        "to_confirm": _("Chờ xác nhận, tính từ {at}"),
        "kind_slot": _("Hẹn {at}"),
        "kind_appointment": _("Có hẹn"),
        "kind_returned": _("Quay lại"),
        "kind_transferred": _("Chuyển đến"),
        "kind_sent": _("Gửi riêng quầy này"),
        "kind_roll": _("Số giấy"),
        "rule_first": _("Đến trước: lấy số {at}"),
        "rule_priority": _("Tính sớm {minutes} phút, từ {at}"),
        "rule_appointment": _("Có hẹn: tính từ {at}"),
        "rule_also": _("Quầy nhận thêm: chậm {minutes} phút, từ {at}"),
        "rule_returned": _("Vắng mặt đã quay lại: tính từ {at}"),
        "rule_transferred": _("Chuyển quầy: tính từ {at}"),
        "rule_sent": _("Chuyển riêng đến quầy này: tính từ {at}"),
        "rule_roll": _("Số giấy, gọi xen kẽ"),
        "rule_two_in_row": _("Sau {in_a_row} lượt ưu tiên: người đến trước"),
        "rule_chosen": _("Gọi khác thứ tự, có ghi lý do"),
        "rule_resumed": _("Tiếp tục sau tạm giữ"),
    }


def desk_words() -> Words:
    return {
        "desk_open": _("Đang mở"),
        "desk_paused": _("Tạm dừng"),
        "desk_closed": _("Chưa mở"),
        "switch_open": _("Mở quầy"),
        "switch_close": _("Đóng quầy"),
        "pause_after": _("Tạm ngừng sau lượt này"),
        "pause_now": _("Tạm ngừng ngay"),
        "pause_on": _("Đang tạm ngừng"),
        "pause_hint": _("Chọn lý do; lời gọi dừng lại đến khi mở lại quầy."),
        "pause_wished": _("Sẽ tạm ngừng: {reason}. Bấm lần nữa để bỏ."),
    }
