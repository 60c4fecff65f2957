"""The example plan is one year's story, and shows what the program is for."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker import example as subject
from tracker.clock import FixedClock, day_of
from tracker.domain.calendar import is_working_day
from tracker.domain.codes import (
    AmendmentKind,
    Audience,
    BudgetChangeKind,
    DecisionRoute,
    Delivery,
    EvidenceState,
    FindingKind,
    FundingSource,
    Impact,
    Lifecycle,
    Marking,
    OrganisationKind,
    RequestState,
    SourceKind,
)
from tracker.domain.commands.base import Actor
from tracker.domain.due import DueKind
from tracker.domain.errors import TrackerError
from tracker.domain.plan import FullPlan
from tracker.domain.records import (
    Action,
    ActionTag,
    Amendment,
    Blocker,
    BudgetChange,
    BudgetLine,
    DateChange,
    Decision,
    Evidence,
    Finding,
    Measure,
    Meeting,
    Milestone,
    Organisation,
    OwnValue,
    Part,
    PlanVersion,
    Post,
    RecordTag,
    Source,
    Update,
    Workstream,
)
from tracker.domain.rules import money
from tracker.domain.rules.duties import Standing, duties_at
from tracker.domain.rules.gaps import findings_without_action, is_overdue_yet_on_track
from tracker.domain.rules.lateness import completed_late, moved, resets
from tracker.domain.rules.lineage import evidence
from tracker.domain.rules.measures import missing
from tracker.domain.rules.owners import holder
from tracker.domain.rules.position import position_at
from tracker.domain.rules.review import Review, review
from tracker.domain.rules.states import is_open
from tracker.domain.rules.targets import Reach, standing
from tracker.domain.rules.variation import Verdict, variation
from tracker.session import Session

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("example") / "example.iplan"
    subject.build(place, TODAY)
    return place


@pytest.fixture(scope="module")
def session(path: Path) -> Iterator[Session]:
    with _opened(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def plan(session: Session) -> FullPlan:
    """The plan's position at the build day."""
    return position_at(session.full_plan(), TODAY)


@pytest.fixture(scope="module")
def tables(plan: FullPlan) -> Review:
    return review(plan, TODAY)


def _opened(path: Path) -> Session:
    return Session.open(path, Actor("Somebody"), FixedClock(_noon(TODAY)), read_only=True)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _called(plan: FullPlan, opening: str) -> Action:
    (found,) = (each for each in plan.all(Action) if each.title.startswith(opening))
    return found


def _named(actions: Iterable[Action]) -> set[str]:
    """The first three words of each title."""
    return {" ".join(each.title.split()[:3]) for each in actions}


def test_the_plan_it_makes_is_sound(session: Session) -> None:
    assert session.check() == []


def test_its_history_spans_the_year_and_ends_with_it(session: Session) -> None:
    steps = session.history(limit=1000)
    assert day_of(steps[-1].at) == TODAY - timedelta(days=365)
    assert day_of(steps[0].at) == TODAY - timedelta(days=1)  # the Friday
    assert len({step.actor_name for step in steps}) >= 15
    assert len({(step.at.year, step.at.month) for step in steps}) == 13


def test_the_letter_is_read_as_any_letter_is(plan: FullPlan, session: Session) -> None:
    letter = next(iter(plan.all(Source)))
    assert (letter.kind, letter.authority) == (SourceKind.FOCUSED_VISIT_LETTER, "Kelminster City Council")
    assert letter.published_on == letter.received_on == date(2025, 11, 21)
    assert letter.visited_from == date(2025, 10, 28)
    assert not letter.warnings
    kinds = Counter(each.kind for each in plan.by(Finding, "source_id", letter.id))
    assert kinds == {FindingKind.PRIORITY_ACTION: 2, FindingKind.AREA_FOR_IMPROVEMENT: 5}
    assert letter.file_sha256
    assert b"up to six weeks" in session.read_file(letter.file_sha256)


def test_what_the_letter_asks_for_was_sent_in_time(plan: FullPlan) -> None:
    draft, final = duties_at(plan, TODAY)
    assert (draft.due.day, final.due.day) == (date(2025, 12, 19), date(2026, 3, 4))
    assert draft.standing is final.standing is Standing.SENT
    assert plan.get(PlanVersion, final.duty.version_id or "").label == "Version 1.0"


def test_about_25_actions_stand_in_five_workstreams(plan: FullPlan) -> None:
    assert len(plan.all(Workstream)) == 5
    assert Counter(each.lifecycle for each in plan.all(Action)) == {
        Lifecycle.NOT_STARTED: 2,
        Lifecycle.IN_PROGRESS: 16,
        Lifecycle.ON_HOLD: 1,
        Lifecycle.COMPLETE: 4,
        Lifecycle.CLOSED: 3,
        Lifecycle.EMBEDDED: 1,
        Lifecycle.WITHDRAWN: 1,
        Lifecycle.REPLACED: 1,
    }
    assert {each.delivery for each in plan.all(Action)} >= set(Delivery)
    assert {each.impact for each in plan.all(Action)} >= set(Impact)


def test_owners_come_from_several_organisations(plan: FullPlan) -> None:
    posts = [plan.get(Post, each.owner_post_id) for each in plan.all(Action) if each.owner_post_id]
    kinds = {plan.get(Organisation, post.organisation_id or "").kind for post in posts}
    assert kinds == set(OrganisationKind) - {OrganisationKind.OTHER}


def test_posts_change_hands_stand_empty_and_are_covered(plan: FullPlan) -> None:
    def people(title: str, day: date) -> tuple[list[str], list[str]]:
        (post,) = (each for each in plan.all(Post) if each.title == title)
        found = holder(plan, post.id, day)
        assert found
        return [each.name for each in found.people], [each.name for each in found.acting]

    title = "Assistant Director, Safeguarding and Family Help"
    assert people(title, TODAY - timedelta(days=300)) == (["Tobias Fennimoor"], ["Tobias Fennimoor"])
    assert people(title, TODAY) == (["Anjali Wetherden"], ["Anjali Wetherden"])
    assert people("Service Manager, Practice Learning", TODAY) == ([], [])
    assert people("Head of Workforce", TODAY) == (["Dorothea Larkmoor"], ["Kwame Stonebrook"])


def test_many_hands_wrote_updates_all_through_the_year(plan: FullPlan) -> None:
    updates = plan.all(Update)
    written = [each for each in updates if each.text]
    assert len(written) >= 60
    assert len({each.whose for each in written}) >= 12
    assert sum(any(character.isdigit() for character in each.text) for each in written) >= 50
    assert sum(bool(each.barrier) for each in updates) >= 5
    assert sum(bool(each.ask) for each in updates) >= 5
    assert any(each.whose != each.recorded_by for each in updates)
    assert any(day_of(each.recorded_at) > each.happened_on for each in updates)


def test_dates_moved_in_every_way_a_date_can(plan: FullPlan) -> None:
    one_day = moved(plan, _called(plan, "Decide every contact"))
    assert (one_day.times, one_day.days, one_day.late) == (3, 226, 1)
    assert moved(plan, _called(plan, "Recruit 24")).times == 2
    (reset,) = resets(plan, _called(plan, "Finish assessments"))
    assert plan.get(PlanVersion, reset.change.version_id or "").label == "Version 2.0"
    states = Counter(each.state for each in plan.all(DateChange))
    assert (states[RequestState.PENDING], states[RequestState.REFUSED]) == (2, 1)
    decided = {each.route for each in plan.all(Decision)}
    assert decided == set(DecisionRoute)


def test_the_chairs_tables_have_something_to_say(plan: FullPlan, tables: Review) -> None:
    assert tables.last_meeting and tables.last_meeting.held_on == date(2026, 11, 4)
    assert tables.next_meeting and tables.next_meeting.held_on == date(2026, 12, 2)
    assert len(tables.register) == 19
    assert _named(tables.completed) == {"A trained safeguarding", "Record why each"}
    assert _named(each.action for each in tables.asked) == {"Recruit 24 permanent", "A health practitioner"}
    assert _named(tables.overdue) == {
        *("A short handbook", "Tell every referrer", "An up-to-date chronology"),
        *("Open an academy", "Tell every board"),
    }
    assert _named(each for each in tables.overdue if is_overdue_yet_on_track(each, TODAY)) == {
        *("A short handbook", "Tell every referrer")
    }
    assert _named(tables.evidence_awaited) == {"One guide to", "Every social worker"}
    assert tables.not_updated and len(tables.not_updated) == 9
    assert _named(tables.ahead) == {"Staff the hub"}
    assert completed_late(_called(plan, "Record why")) == 12


def test_complete_is_not_always_done(plan: FullPlan) -> None:
    states = {each.state for each in evidence(plan, _called(plan, "One guide"))}
    assert states == {EvidenceState.NOT_ACCEPTED}
    assert not evidence(plan, _called(plan, "Every social worker"))
    embedded = _called(plan, "Clear every")
    assert embedded.lifecycle is Lifecycle.EMBEDDED and embedded.impact is Impact.SUSTAINED


def test_holding_splitting_and_ongoing_work_are_shown(plan: FullPlan) -> None:
    held = _called(plan, "Open the hub")
    assert held.lifecycle is Lifecycle.ON_HOLD and held.review_on and held.review_on > TODAY
    assert [each.ref for each in plan.all(Action) if each.ref[-1] in "ab"] == ["A14a", "A14b"]
    due = Counter(each.due.kind for each in plan.all(Action) if each.due)
    assert due[DueKind.ONGOING] == 2 and due[DueKind.MONTH] == 2


def test_gaps_are_left_for_somebody_to_fill(plan: FullPlan) -> None:
    (gap,) = findings_without_action(plan)
    assert "unborn child" in gap.text
    (left_out,) = (each for each in plan.all(Finding) if each.left_out_on)
    assert left_out.left_out_reason and left_out.left_out_by == "Ruth Pennifold"
    open_actions = [each for each in plan.all(Action) if is_open(each)]
    assert _named(each for each in open_actions if not each.owner_post_id) == {"One named manager"}
    assert _named(each for each in open_actions if not each.due) == {"Ask children and"}


def test_what_hangs_on_actions_is_there(plan: FullPlan) -> None:
    for kind in (Part, Milestone, Blocker, ActionTag, OwnValue):
        assert plan.all(kind), kind
    assert any(each.done_on for each in plan.all(Part)) and any(not each.done_on for each in plan.all(Part))
    assert any(each.audience is Audience.RESTRICTED for each in plan.all(Action))
    assert {each.kind for each in plan.all(Amendment)} == {AmendmentKind.AGREED_CHANGE}
    assert all(each.link for each in plan.all(Evidence))


def test_its_measures_show_every_way_to_stand(plan: FullPlan) -> None:
    measures, day = plan.all(Measure), TODAY
    reached = {standing(plan, each).reach for each in measures}
    assert reached >= {Reach.MET, Reach.ON_PATH, Reach.BEHIND, Reach.SHORT, Reach.MISSED}
    assert {variation(plan, each).verdict for each in measures} == set(Verdict)
    assert [each.ref for each in measures if missing(plan, each, day)] == ["M8"]
    assert len([each for each in measures if each.retired_on]) == 1
    assert {each.entity for each in plan.all(RecordTag)} == {"measure", "finding", "risk", "budget_line"}


def test_the_hub_has_a_million_and_ten_posts(plan: FullPlan) -> None:
    hub = next(each for each in plan.all(BudgetLine) if each.title == "Safeguarding hub")
    paid = money.line_money(plan, hub)
    assert (paid.base, paid.changes, paid.revised) == (684_000_00, 366_000_00, 1_050_000_00)
    posts = money.posts(plan, [hub])
    assert (posts.existing, posts.new, posts.total) == (2, 8, 10)
    (growth,) = plan.by(BudgetChange, "line_id", hub.id)
    assert growth.in_force_on == date(2026, 12, 1)
    assert money.part_year(growth.amount_pence, growth.in_force_on) == 122_000_00
    assert money.cost_per_post(growth.amount_pence, posts.new) == 45_750_00


def test_other_money_moves_inside_the_plan_or_waits(plan: FullPlan) -> None:
    kinds = Counter(each.kind for each in plan.all(BudgetChange))
    assert kinds[BudgetChangeKind.VIREMENT_IN] == kinds[BudgetChangeKind.VIREMENT_OUT] == 1
    assert any(each.funding is FundingSource.GRANT and each.funder for each in plan.all(BudgetLine))
    whole = money.plan_money(plan)
    assert whole.changes == 366_000_00  # the virement comes to nothing
    assert whole.proposed == 95_000_00


def test_it_says_whose_plan_it_is(plan: FullPlan) -> None:
    assert plan.settings.authority == "Kelminster City Council"
    assert plan.settings.marking is Marking.OFFICIAL_SENSITIVE
    assert plan.settings.board_name == "Improvement Board"


def test_before_the_letter_there_is_nothing_and_in_midyear_less(session: Session) -> None:
    full = session.full_plan()
    june = position_at(full, date(2026, 6, 30))
    assert 0 < len(june.all(Update)) < len(full.all(Update))
    assert money.plan_money(june).changes == 366_000_00
    assert money.plan_money(position_at(full, date(2026, 6, 1))).changes == 0
    assert not session.as_known(TODAY - timedelta(days=366)).all(Source)


def test_no_plan_is_written_over(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(TrackerError, match=r"already a file “example\.iplan”"):
        subject.build(path, TODAY)
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrackerError, match="cannot be made"):
        subject.build(tmp_path / "nowhere" / "example.iplan", TODAY)


def test_nothing_is_left_of_a_plan_that_could_not_be_finished(tmp_path: Path) -> None:
    with pytest.raises(TrackerError, match="2099"):  # a plan holds no later day, and the year runs into it
        subject.build(tmp_path / "example.iplan", date(2100, 3, 1))
    assert not list(tmp_path.iterdir())


@settings(max_examples=2)
@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)))
@example(date(2028, 2, 29))
@example(date(2026, 12, 27))  # after two bank holidays, on a Sunday
@example(date(2027, 4, 1))  # the first day of a financial year
def test_it_can_be_built_on_any_day(today: date) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder, "example.iplan")
        subject.build(place, today)
        with _opened(place) as session:
            assert session.check() == []
            full = session.full_plan()
            steps = session.history(limit=1000)
    assert day_of(steps[0].at) <= today
    assert (steps[0].at - steps[-1].at).days >= 300
    promised = [each.due for each in full.all(Action) if each.due and each.due.kind is not DueKind.MONTH]
    assert all(is_working_day(due.last_day) for due in promised)
    assert all(is_working_day(each.held_on) for each in full.all(Meeting))
    tables = review(position_at(full, today), today)
    assert _named(tables.overdue) >= {"A short handbook", "Tell every referrer", "Tell every board"}
    assert len(tables.asked) == len(tables.completed) == len(tables.evidence_awaited) == 2
    assert tables.next_meeting
