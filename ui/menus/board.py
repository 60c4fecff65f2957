"""The menus of the board: its meetings and its papers."""

from ui.menus.entry import Entry, Menu, Needs

_P, _CA = Needs.PLAN, Needs.CHANGE_ACTION

MEETING = Menu(
    "&Meeting",
    (
        Entry("review", "Review overdue actions…", "pages.sitting:start_review", "F8", "presentation"),
        Entry("meetings", "Meetings…", "dialogs.meetings:meetings", "", "calendar-days"),
        Entry(
            "write_summary",
            "Write summary…",
            "dialogs.summaries:write_summary",
            "",
            "square-pen",
            words="highlight cycle progress",
        ),
        None,
        Entry("record_decision", "Record a decision…", "dialogs.dates:record_decision", "", "gavel"),
        Entry("leave", "Leave to next meeting…", "dialogs.decision:leave", "", "calendar-arrow-down", _CA),
        Entry("send_up", "Send up to…", "dialogs.decision:send_up", "", "arrow-up-from-line", _CA),
        Entry(
            "ask_owner",
            "Ask the owner a question…",
            "dialogs.decision:ask_owner",
            "",
            "message-circle-question-mark",
            _CA,
        ),
    ),
)

REPORT = Menu(
    "&Report",
    (
        Entry("report", "Report…", "dialogs.report:report", "Ctrl+R", "file-text", _P, "paper pdf"),
        Entry(
            "paper_overdue",
            "Overdue paper…",
            "dialogs.report:report",
            "",
            "clock-alert",
            _P,
            choice="overdue",
        ),
        Entry(
            "paper_progress",
            "Progress report…",
            "dialogs.report:report",
            "",
            "file-text",
            _P,
            choice="progress",
        ),
        Entry(
            "return_sheets",
            "Make return sheets…",
            "dialogs.sheets.make_sheets:make_sheets",
            "",
            "table-properties",
            _P,
            "owners partners answers excel",
        ),
        Entry("print", "Print…", "dialogs.report:print_paper", "Ctrl+P", "printer", _P),
    ),
)
