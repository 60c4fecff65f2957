"""Two papers about an invented city, of the shape and length that the builders make."""

from tracker.reports.document import (
    Align,
    Band,
    Cell,
    Chip,
    Column,
    Document,
    Entry,
    Fact,
    Figure,
    Heading,
    ImpactBars,
    Key,
    KeyGroup,
    Page,
    Paragraph,
    Run,
    Table,
    TickBox,
    muted,
    para,
    strong,
)

ON_TRACK = Chip("on_track", "On track")
AT_RISK = Chip("at_risk", "At risk of delay")
OFF_TRACK = Chip("off_track", "Off track")
OVERDUE = Chip("overdue", "Overdue")
NOT_STARTED = Chip("not_started", "Not started")
IN_PROGRESS = Chip("in_progress", "In progress")
COMPLETE = Chip("complete", "Complete, evidence awaited")
CLOSED = Chip("closed", "Closed")
EMBEDDED = Chip("embedded", "Embedded, checked later")
ON_HOLD = Chip("on_hold", "On hold")
WITHDRAWN = Chip("withdrawn", "Withdrawn")
REPLACED = Chip("replaced", "Replaced by 1.2a")
EVERY_CHIP = (
    ON_TRACK,
    AT_RISK,
    OFF_TRACK,
    OVERDUE,
    NOT_STARTED,
    IN_PROGRESS,
    COMPLETE,
    CLOSED,
    EMBEDDED,
    ON_HOLD,
    WITHDRAWN,
    REPLACED,
)

RATINGS = (
    (ON_TRACK, "will meet its date"),
    (AT_RISK, "may not meet it"),
    (OFF_TRACK, "will not, without help"),
    (OVERDUE, "open, past its date"),
)


def day(text: str) -> str:
    """A date that does not break at the end of a line."""
    return text.replace(" ", "\u00a0")


def late(days: int, since: str) -> Cell:
    """Days late in large figures, and the date they are counted from."""
    return para(Run(str(days), big=True), " days"), para(day(since))


def named(title: str, owner: str, *chips: Chip) -> Cell:
    """An action's title, its owner and its state."""
    return para(strong(title)), para(muted(owner)), Paragraph(chips)


def boxes(*words: str) -> Cell:
    """A box to tick for each decision."""
    return tuple(para(TickBox(word)) for word in words)


def move(to: str, days: str, why: str, agreed: str) -> Paragraph:
    """One change of a due date as a sentence."""
    return para(strong(f"To {day(to)}"), f", {days}. {why} ", muted(f"{agreed}."))


def _register() -> Table:
    columns = (
        Column("Ref", 11),
        Column("Action", 66),
        Column("Owner", 60),
        Column("First date", 25),
        Column("Current date", 27),
        Column("Moved", 30),
        Column("Days left", 18, Align.RIGHT),
        Column("Rating", 34),
    )
    lines = (
        ("1.1", "Eight more social workers in the hub", "Head of Front Door", "30 Sep 2026", 40, AT_RISK),
        ("1.2", "Contacts decided within a working day", "Hub Team Manager", "29 Jan 2027", 69, ON_TRACK),
        ("1.4", "Screening tool used at every contact", "Practice Lead", "15 Jan 2027", 55, ON_TRACK),
        ("2.2", "Step-down agreement with schools", "Early Help Manager", "31 Mar 2027", 130, IN_PROGRESS),
        ("2.4", "Managers sign each closing decision", "Principal Social Worker", "18 Dec 2026", 27, AT_RISK),
        ("3.2", "Police notices shared the same day", "Detective Inspector, Hub", "26 Feb 2027", 97, ON_HOLD),
    )
    rows = tuple(
        (
            (para(strong(ref)),),
            (para(title),),
            (para(owner),),
            (para(day(first)),),
            (para(day(first)),),
            (para(muted("never")),),
            (para(str(left)),),
            (para(chip),),
        )
        for ref, title, owner, first, left, chip in lines
    )
    return Table(columns, rows)


def _overdue_table() -> Table:
    columns = (
        Column("Ref", 11),
        Column("Action and owner", 50),
        Column("Late against\nfirst date", 24),
        Column("Late against\ncurrent date", 24),
        Column("Moves, with reasons", 70),
        Column("Latest words, and what the board may ask", 60),
        Column("Decision", 24),
    )
    rows = (
        (
            (para(strong("1.3")),),
            named("One threshold document for every agency", "Partnership Business Manager", OFF_TRACK),
            late(173, "1 Jun 2026"),
            late(31, "21 Oct 2026"),
            (
                move("17 Jul 2026", "+46 days", "Health partners asked for more time.", "Chair, 28 May 2026"),
                move("18 Sep 2026†", "+63 days", "Two drafts were in use at once.", "Board, 11 Aug 2026"),
                move("21 Oct 2026†", "+33 days", "Head teachers had not been asked.", "Board, 6 Oct 2026"),
            ),
            (
                para("The fourth draft is with partners; one has not answered. ", muted(day("10 Nov 2026."))),
                para(strong("Ask: "), "the partner to agree it, or to say what stands in the way."),
            ),
            boxes("New date", "Escalate", "Close", "Carry over"),
        ),
        (
            (para(strong("2.5")),),
            named("Return conversations offered in 72 hours", "Exploitation Team Manager", AT_RISK, OVERDUE),
            late(22, "30 Oct 2026"),
            late(22, "30 Oct 2026"),
            (para(muted("Never moved.")), para("Asked on 6 Oct 2026 for 31 Dec 2026: refused.")),
            (para("Two in three were offered in time. ", muted(day("28 Oct 2026."))),),
            boxes("New date", "Escalate", "Close", "Carry over"),
        ),
    )
    return Table(columns, rows)


OVERDUE_PAPER = Document(
    title="Overdue actions and new dates",
    authority="Aldermere City Council",
    marking="OFFICIAL-SENSITIVE",
    position=f"Position at {day('21 November 2026')}",
    version="version 7, entry 1042 · 3fa9c2d1",
    page=Page.A4_LANDSCAPE,
    item="Item 3",
    facts=(
        Fact("Meeting", para(f"Improvement Board, {day('1 December 2026')}")),
        Fact("Author", para("Head of the Programme Office")),
        Fact("Purpose", para("To decide on one request and two overdue actions")),
        Fact("How lateness is counted", para(f"Days from the due date to {day('21 November 2026')}")),
    ),
    answer=(
        para(
            strong("Three actions are overdue."),
            " One asks for a new date (table C); two do not (table D). Every action in table D but one has"
            " been moved before, twice after its old date had passed.",
        ),
    ),
    figures=(
        Figure("6", para(strong("A"), "  Open, in date"), "this page"),
        Figure("3", para(strong("B"), "  Completed since 6 Oct"), "three more earlier"),
        Figure("1", para(strong("C"), "  New date asked for"), "for decision"),
        Figure("2", para(strong("D"), "  Overdue, no request"), "for decision"),
    ),
    blocks=(
        Heading("Table A. Open actions", "ongoing actions carry a review date; days are calendar days"),
        _register(),
        Heading("Table D. Overdue, no new date asked for", "the latest first; † agreed after the old date"),
        _overdue_table(),
        Heading("Table E. Evidence awaited over 30 days"),
        para("None."),
        Key((KeyGroup("Key", RATINGS),)),
    ),
)


def entry(ref: str, title: str, *chips: Chip, words: str, why: str = "", impact: int = 0) -> Entry:
    """An action of the progress paper."""
    reason = (para(strong("Why at risk: "), why),) if why else ()
    finding = "“Checks on contacts that come in the evening wait until the next morning.”"
    impact_words = ("No evidence yet", "Early signs", "Improving", "Sustained")
    return Entry(
        ref,
        title,
        chips,
        body=(
            para(words + " ", muted(day("17 Nov 2026."))),
            *reason,
            para(
                Run("F1", strong=True, muted=True),
                muted(f", area for priority action: {finding}"),
                small=True,
            ),
        ),
        facts=(
            Fact("Owner", para("Head of Service, Front Door")),
            Fact("Held by", para("A. Person, from 1 Sep 2026")),
            Fact("Due", para(strong(day("31 Dec 2026")))),
            Fact("First date", para(day("30 Sep 2026"))),
            Fact("Moved", para("once, +92 days")),
            Fact("Impact", para(ImpactBars(impact, impact_words[impact]))),
            Fact("Money", para(strong("£1,050,000"), muted("\n£684,000 + £366,000"))),
        ),
    )


PROGRESS_PAPER = Document(
    title="Progress by workstream",
    authority="Aldermere City Council",
    marking="OFFICIAL-SENSITIVE",
    position=f"Position at {day('21 November 2026')}",
    version="version 7, entry 1042 · 3fa9c2d1",
    page=Page.A4_PORTRAIT,
    item="Item 4",
    facts=(
        Fact("Meeting", para(day("1 December 2026"))),
        Fact("Author", para("Senior responsible owners")),
        Fact("Purpose", para("To note and to challenge")),
        Fact("Scope", para("Workstreams 1 and 2, with costs")),
    ),
    answer=(
        para("Ratings are the owner’s own judgement of delivery, with the reason for any but “on track”."),
    ),
    blocks=(
        Band(
            "Workstream 1  Front door and hub",
            "Senior responsible owner: Assistant Director, Help and Protection",
            (para("4 open of 5, ", strong("1 overdue")), para(muted("£1,098,000 budget"))),
        ),
        entry(
            "1.1",
            "Bring the hub to ten social workers, with cover in the evening and at weekends",
            AT_RISK,
            words="Seven of the ten posts are filled for good and two by agency staff.",
            why="Weekend cover hangs on one vacant post.",
            impact=1,
        ),
        entry(
            "1.2",
            "Decide every contact within one working day",
            ON_TRACK,
            words="Nine contacts in ten were decided in time in October, up from three in four a year ago.",
            impact=2,
        ),
        entry(
            "1.3",
            "Agree one threshold document and use it in every agency that refers children to the hub",
            OFF_TRACK,
            OVERDUE,
            words="The fourth draft is with partners; one has not answered.",
        ),
        entry("1.4", "Use the screening tool each time", IN_PROGRESS, words="Two teams use it.", impact=3),
        entry("1.5", "Move the evening desk into the hub", COMPLETE, words="It has worked there since June."),
        Band("Workstream 2  Planning and visits", "Senior responsible owner: nobody in post"),
        entry("2.1", "Put a name and a date beside every step", NOT_STARTED, words="Action to be planned."),
        Entry("2.2", "Rewrite the assessment form", (CLOSED,), note=f"Finished {day('24 Jul 2026')}."),
        Entry("2.3", "Review every plan that has run for 15 months", (EMBEDDED,), note="Checked since."),
        Key(
            (
                KeyGroup("Delivery, while open: the owner’s word", RATINGS),
                KeyGroup(
                    "Stage",
                    (
                        (NOT_STARTED, "no work yet"),
                        (Chip("complete", "Complete"), "evidence awaited"),
                        (CLOSED, "evidence accepted"),
                        (Chip("embedded", "Embedded"), "later check passed"),
                    ),
                ),
                KeyGroup(
                    "Impact on children",
                    (
                        (ImpactBars(0, "No evidence yet"), ""),
                        (ImpactBars(1, "Early signs"), ""),
                        (ImpactBars(2, "Improving"), ""),
                        (ImpactBars(3, "Sustained"), ""),
                    ),
                ),
            ),
            "The word counts; shape and colour repeat it. Overdue is worked out from the date, never typed.",
        ),
    ),
)
