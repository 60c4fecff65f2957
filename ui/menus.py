"""Every command of the window in one table: its menu, its key, its icon, and the function that does it.

A function is named as "module:function" within the package ui, imported when it is first used, and called
with the MainWindow.
The menu bar, the tool bar, context menus and the Ctrl+K list are all made from this table (see ui.commands).
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    pass


class Needs(Enum):
    """What must be there before a command can be used."""

    NOTHING = auto()
    PLAN = auto()
    CHANGE = auto()  # a plan that may be changed
    ACTION = auto()  # an action selected
    CHANGE_ACTION = auto()  # an action selected in a plan that may be changed


@dataclass(frozen=True, slots=True)
class Entry:
    """A command. `words` are further words by which the Ctrl+K list finds it. `choice` entries with the
    same name share a tick: the value is handed to the function after the window."""

    name: str
    text: str
    run: str
    keys: str = ""
    icon: str = ""
    needs: Needs = Needs.CHANGE
    words: str = ""
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu; None is a line between entries."""

    title: str
    entries: "tuple[Entry | Menu | None, ...]"


_N, _P, _A, _CA = Needs.NOTHING, Needs.PLAN, Needs.ACTION, Needs.CHANGE_ACTION

MENUS: tuple[Menu, ...] = (
    Menu(
        "&File",
        (
            Entry(
                "new_from_document",
                "New plan from a letter…",
                "dialogs.wizard.opening:new_from_document",
                "Ctrl+N",
                "file-plus",
                _N,
            ),
            Entry("new_empty", "New empty plan…", "dialogs.new_plan:new_empty", "Ctrl+Shift+N", "plus", _N),
            Entry("open", "Open…", "files:open_plan", "Ctrl+O", "folder-open", _N),
            Entry("open_example", "Open the example plan", "files:open_example", "", "book-open", _N),
            None,
            Entry(
                "add_document",
                "Add a document to this plan…",
                "dialogs.wizard.opening:add_document",
                "",
                "file-input",
            ),
            Entry("save_copy", "Save a checked copy…", "files:save_copy", "Ctrl+S", "save", _P, "backup"),
            Entry(
                "move_plan", "Move this plan…", "opening:move_plan", "", "folder-input", _P, "cloud save as"
            ),
            Entry("edit_now", "Edit this plan now", "opening:edit_now", "", "pencil", _P, "take over"),
            Entry("restore", "Restore from a backup…", "dialogs.restore:restore", "", "archive-restore", _N),
            Entry("export", "Export…", "files:export", "", "share", _P, "excel csv json spreadsheet"),
            None,
            Entry("record_for", "Record for somebody else…", "window_commands:record_for", "", "user-pen"),
            Entry("change_name", "Change your name…", "window_commands:change_name", "", "user", _N),
            Entry("plan_settings", "Plan settings…", "dialogs.plan:change_settings", "", "settings"),
            None,
            Entry("close_window", "Close window", "window_commands:close_window", "Ctrl+W", "", _N),
            Entry("quit", "Quit", "window_commands:quit_program", "Ctrl+Q", "", _N),
        ),
    ),
    Menu(
        "&Edit",
        (
            Entry("undo", "Undo", "window_commands:undo", "Ctrl+Z", "undo-2"),
            Entry("redo", "Redo", "window_commands:redo", "Ctrl+Y", "redo-2"),
            Entry(
                "reverse",
                "Take back this change",
                "pages.history:take_back",
                "",
                "undo-dot",
                words="reverse history",
            ),
            None,
            Entry("edit", "Edit…", "window_commands:edit", "F2", "pencil", words="change"),
            Entry(
                "correct", "Correct an entry error…", "dialogs.corrections:correct_entry", "", "eraser", _CA
            ),
            Entry("remove", "Remove…", "window_commands:remove", "Del", "trash-2", words="delete"),
            None,
            Entry(
                "filter",
                "Filter this page",
                "window_commands:filter_page",
                "Ctrl+F",
                "list-filter",
                _P,
                "search",
            ),
            Entry("find_anything", "Find anything…", "window_commands:find_anything", "Ctrl+K", "search", _N),
        ),
    ),
    Menu(
        "&View",
        (
            Entry(
                "page_areas",
                "Improvement areas",
                "window_commands:go_to",
                "Ctrl+1",
                "flag",
                _P,
                choice="areas",
            ),
            Entry(
                "page_actions",
                "Actions",
                "window_commands:go_to",
                "Ctrl+2",
                "list-checks",
                _P,
                choice="actions",
            ),
            Entry(
                "page_overdue",
                "Overdue",
                "window_commands:go_to",
                "Ctrl+3",
                "clock-alert",
                _P,
                choice="overdue",
            ),
            Entry(
                "page_money", "Money", "window_commands:go_to", "Ctrl+4", "pound-sterling", _P, choice="money"
            ),
            Entry(
                "page_history", "History", "window_commands:go_to", "Ctrl+5", "history", _P, choice="history"
            ),
            None,
            Entry(
                "as_known",
                "As known on…",
                "pages.as_known:choose_day",
                "",
                "calendar-search",
                _P,
                "audit past",
            ),
            Entry("panel", "Detail panel", "window_commands:switch_panel", "F4", "panel-right", _P),
            Entry("columns", "Choose columns…", "window_commands:choose_columns", "", "columns-3", _P),
            None,
            Menu(
                "Look",
                (
                    Entry(
                        "look_system",
                        "As the computer",
                        "window_commands:use_look",
                        needs=_N,
                        choice="system",
                    ),
                    Entry("look_light", "Light", "window_commands:use_look", needs=_N, choice="light"),
                    Entry("look_dark", "Dark", "window_commands:use_look", needs=_N, choice="dark"),
                    Entry(
                        "look_contrast",
                        "High contrast",
                        "window_commands:use_look",
                        needs=_N,
                        choice="contrast",
                    ),
                ),
            ),
            Entry("text_larger", "Larger text", "window_commands:larger_text", "Ctrl++", "zoom-in", _N),
            Entry("text_smaller", "Smaller text", "window_commands:smaller_text", "Ctrl+-", "zoom-out", _N),
            Entry("text_normal", "Normal text size", "window_commands:normal_text", "Ctrl+0", "", _N),
        ),
    ),
    Menu(
        "&Plan",
        (
            Entry(
                "add_update",
                "Add update…",
                "dialogs.updates:add_update",
                "Ctrl+U",
                "message-square-plus",
                _CA,
                "note progress",
            ),
            Entry(
                "add_action",
                "Add action…",
                "dialogs.actions:add_action",
                "Ctrl+Shift+A",
                "list-plus",
                words="new",
            ),
            None,
            Entry(
                "ask_for_date",
                "Ask for a new date…",
                "dialogs.dates:ask_for_date",
                "Ctrl+D",
                "calendar-clock",
                _CA,
                "extension move",
            ),
            Entry(
                "decide_date",
                "Decide a new date…",
                "dialogs.dates:decide_date",
                "Ctrl+Shift+D",
                "gavel",
                _CA,
                "approve refuse",
            ),
            Entry(
                "withdraw_request",
                "Withdraw the request for a new date",
                "dialogs.dates:withdraw_request",
                "",
                "",
                _CA,
            ),
            None,
            Menu(
                "Progress",
                (
                    Entry("start", "Start", "dialogs.states:start", "", "play", _CA),
                    Entry(
                        "complete", "Complete…", "dialogs.states:complete", "", "check", _CA, "done finish"
                    ),
                    Entry(
                        "close_action",
                        "Close with evidence…",
                        "dialogs.states:close_action",
                        "",
                        "check-check",
                        _CA,
                    ),
                    Entry(
                        "add_check", "Add a later check…", "dialogs.states:add_check", "", "search-check", _CA
                    ),
                    Entry("embed", "Mark as embedded…", "dialogs.states:embed", "", "gem", _CA),
                    None,
                    Entry("hold", "Put on hold…", "dialogs.states:hold", "", "pause", _CA),
                    Entry("resume", "Take off hold…", "dialogs.states:resume", "", "play", _CA),
                    Entry("reopen", "Reopen…", "dialogs.states:reopen", "", "rotate-ccw", _CA),
                    Entry("withdraw", "Withdraw…", "dialogs.states:withdraw", "", "circle-x", _CA),
                ),
            ),
            Menu(
                "Evidence",
                (
                    Entry(
                        "add_evidence",
                        "Add evidence…",
                        "dialogs.evidence:add_evidence",
                        "Ctrl+E",
                        "paperclip",
                        _CA,
                    ),
                    Entry(
                        "decide_evidence",
                        "Accept or decline evidence…",
                        "dialogs.evidence:decide_evidence",
                        "",
                        "badge-check",
                        _CA,
                    ),
                ),
            ),
            Menu(
                "Shape",
                (
                    Entry(
                        "link_areas",
                        "Link to improvement areas…",
                        "dialogs.ties:link_findings",
                        "",
                        "link",
                        _CA,
                    ),
                    Entry(
                        "parts",
                        "Parts of others…",
                        "dialogs.pieces:parts",
                        "",
                        "users",
                        _CA,
                        "contributor joint",
                    ),
                    Entry("milestones", "Milestones…", "dialogs.pieces:milestones", "", "milestone", _CA),
                    Entry("blockers", "Waits for…", "dialogs.ties:blockers", "", "link-2", _CA, "blocked by"),
                    Entry("tags", "Tags…", "dialogs.ties:tags", "", "tag", _CA),
                    None,
                    Entry("split", "Split…", "dialogs.succession:split", "", "split", _CA),
                    Entry("merge", "Merge…", "dialogs.succession:merge", "", "merge", _CA),
                    Entry("replace", "Replace…", "dialogs.succession:replace", "", "replace", _CA),
                ),
            ),
            None,
            Menu(
                "Improvement areas",
                (
                    Entry(
                        "answer_area",
                        "Add an action for the area",
                        "dialogs.findings:answer",
                        "Ins",
                        "list-plus",
                        words="gap finding",
                    ),
                    Entry(
                        "add_area",
                        "Add from the text…",
                        "dialogs.findings:add_from_text",
                        "",
                        "text-cursor-input",
                    ),
                    Entry(
                        "annotate",
                        "Annotate…",
                        "dialogs.findings:annotate",
                        "",
                        "sticky-note",
                        words="finding note theme",
                    ),
                    Entry("area_actions", "Link actions…", "dialogs.findings:link_actions", "", "link"),
                    Entry("leave_out", "Leave out (why?)…", "dialogs.findings:leave_out", "", "circle-minus"),
                    Entry("take_in", "Take in after all", "dialogs.findings:take_in", "", "circle-plus"),
                ),
            ),
            Entry(
                "sources",
                "Letters and duties…",
                "dialogs.sources:sources",
                "",
                "files",
                _P,
                "source received sent due",
            ),
            Entry("workstreams", "Workstreams…", "dialogs.plan_lists:workstreams", "", "layers"),
            Entry(
                "people",
                "Posts and people…",
                "dialogs.people:people",
                "",
                "users",
                words="organisation holder away cover",
            ),
            Entry("own_columns", "Own columns…", "dialogs.plan_lists:own_columns", "", "columns-3"),
            Entry(
                "rag_table", "Red, amber, green rules…", "dialogs.plan_lists:rag_rules", "", "traffic-cone"
            ),
            Entry("approve_plan", "Approve a version of the plan…", "dialogs.plan:approve", "", "stamp"),
            None,
            Menu(
                "Money",
                (
                    Entry("add_line", "Add budget line…", "dialogs.money:add_line", "", "plus"),
                    Entry(
                        "propose_change",
                        "Add budget change…",
                        "dialogs.money:propose_change",
                        "",
                        "trending-up",
                        words="growth grant saving",
                    ),
                    Entry(
                        "decide_change", "Decide a budget change…", "dialogs.money:decide_change", "", "gavel"
                    ),
                    Entry(
                        "virement",
                        "Move money between lines…",
                        "dialogs.money:virement",
                        "",
                        "arrow-left-right",
                        words="virement",
                    ),
                    Entry("withdraw_change", "Withdraw a budget change", "dialogs.money:withdraw_change"),
                    Entry("line_links", "What the line pays for…", "dialogs.money:line_links", "", "link"),
                    Entry("budget_post", "Posts of the line…", "dialogs.money:add_post", "", "user-plus"),
                ),
            ),
        ),
    ),
    Menu(
        "&Meeting",
        (
            Entry("review", "Review overdue actions…", "pages.sitting:start_review", "F8", "presentation"),
            Entry("meetings", "Meetings…", "dialogs.meetings:meetings", "", "calendar-days"),
            None,
            Entry("record_decision", "Record a decision…", "dialogs.dates:record_decision", "", "gavel"),
            Entry(
                "leave", "Leave to next meeting…", "dialogs.decision:leave", "", "calendar-arrow-down", _CA
            ),
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
    ),
    Menu(
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
            Entry("print", "Print…", "dialogs.report:print_paper", "Ctrl+P", "printer", _P),
        ),
    ),
    Menu(
        "&Help",
        (
            Entry(
                "shortcuts",
                "Keyboard shortcuts",
                "window_commands:show_shortcuts",
                "F1",
                "keyboard",
                _N,
                "help keys",
            ),
            Entry("open_log", "Show the log file", "window_commands:show_log", "", "scroll-text", _N),
            Entry("about", "About", "window_commands:show_about", "", "info", _N),
        ),
    ),
)


def entries(menus: tuple[Menu | Entry | None, ...] = MENUS) -> list[Entry]:
    """Every entry of these menus, in order."""
    found: list[Entry] = []
    for each in menus:
        if isinstance(each, Menu):
            found += entries(each.entries)
        elif each is not None:
            found.append(each)
    return found


def shown_keys(entry: Entry) -> str:
    """The entry's keys as this computer writes them."""
    return QKeySequence(entry.keys).toString(QKeySequence.SequenceFormat.NativeText)
