"""The menus of any program: files, changes, what is in sight, help."""

from ui.menus.entry import Entry, Menu, Needs
from ui.places import PLACES

_N, _P, _CA = Needs.NOTHING, Needs.PLAN, Needs.CHANGE_ACTION

FILE = Menu(
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
        Entry(
            "bring_in",
            "Bring in a spreadsheet…",
            "dialogs.sheets.opening:bring_in",
            "",
            "sheet",
            _N,
            "import excel csv tracker return sheet",
        ),
        Entry(
            "bring_in_mail",
            "Bring in an answer by e-mail…",
            "dialogs.sheets.mail:bring_in_mail",
            "",
            "mail",
            words="import message outlook",
        ),
        Entry("save_copy", "Save a checked copy…", "files:save_copy", "Ctrl+S", "save", _P, "backup"),
        Entry("move_plan", "Move this plan…", "opening:move_plan", "", "folder-input", _P, "cloud save as"),
        Entry("edit_now", "Edit this plan now", "opening:edit_now", "", "pencil", _P, "take over"),
        Entry("restore", "Restore from a backup…", "dialogs.restore:restore", "", "archive-restore", _N),
        Entry("export", "Export…", "files:export", "", "share", _P, "excel csv json spreadsheet"),
        None,
        Entry("record_for", "Record for somebody else…", "window_commands:record_for", "", "user-pen"),
        Entry("change_name", "Change your name…", "window_commands:change_name", "", "user", _N),
        Entry(
            "your_settings",
            "Your settings…",
            "dialogs.preferences:your_settings",
            "",
            "sliders-horizontal",
            _N,
            "preferences look dark contrast text size density theme",
        ),
        Entry("plan_settings", "Plan settings…", "dialogs.plan:change_settings", "", "settings"),
        None,
        Entry("close_window", "Close window", "window_commands:close_window", "Ctrl+W", "", _N),
        Entry("quit", "Quit", "window_commands:quit_program", "Ctrl+Q", "", _N),
    ),
)

EDIT = Menu(
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
        Entry(
            "removed",
            "Removed items…",
            "dialogs.removed:removed",
            "",
            "archive-restore",
            _P,
            "restore deleted bring back",
        ),
        None,
        Entry("edit", "Edit…", "window_commands:edit", "F2", "pencil", words="change"),
        Entry("correct", "Correct an entry error…", "dialogs.corrections:correct_entry", "", "eraser", _CA),
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
)

VIEW = Menu(
    "&View",
    (
        *(
            Entry(
                f"page_{place.name}",
                place.full or place.title,
                "window_commands:go_to",
                f"Ctrl+{number}",
                place.icon,
                _P,
                choice=place.name,
            )
            for number, place in enumerate(PLACES, 1)
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
        Entry(
            "compare",
            "What changed between two dates…",
            "dialogs.compare:compare",
            "",
            "git-compare",
            _P,
            "difference versions compare",
        ),
        Entry("today", "Back to today", "pages.as_known:show_today", "", "calendar-check", _P),
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
)

HELP = Menu(
    "&Help",
    (
        Entry(
            "help",
            "Help for this page",
            "dialogs.reader:help_here",
            "F1",
            "circle-question-mark",
            _N,
            "manual guide how",
        ),
        Entry(
            "shortcuts",
            "Keyboard shortcuts",
            "window_commands:show_shortcuts",
            "Ctrl+F1",
            "keyboard",
            _N,
            "help keys",
        ),
        Entry("tour", "Tour of the window", "tour:take_tour", "", "map", _P, "introduction begin"),
        Entry("open_log", "Show the log file", "window_commands:show_log", "", "scroll-text", _N),
        Entry("about", "About", "window_commands:show_about", "", "info", _N),
    ),
)
