from typing import Any

from tests.importing.sheets.trackers import TODAY, proposed, sheet, workbook
from tests.plans import action, answers, finding, holding, organisation, person, plan, post, source
from tracker.domain.codes import OrganisationKind
from tracker.domain.plan import FullPlan
from tracker.domain.records import Organisation
from tracker.importing.sheets.matching import Areas, Parties
from tracker.importing.sheets.proposal import Comparison, SheetProposal
from tracker.importing.sheets.workbook import Merged

LONG = "The timeliness of decisions about children who are referred to the front door"


def test_areas_are_known_by_reference_printed_number_or_wording() -> None:
    found = finding("f1", printed_reference="2.3"), finding("f2", text=LONG), finding("f3")
    areas = Areas(plan(source(), *found))
    assert areas.named("F1") == ("f1",)
    assert areas.named("Recommendation 2.3") == areas.named("Ofsted para. 2.3") == ("f1",)
    assert areas.named("F1, F3 and 2.3") == ("f1", "f3")
    assert areas.named(f"{LONG}, so that none waits") == ("f2",)
    assert areas.named(f"Recommendation 2: {LONG}") == ("f2",)
    assert areas.named("F1 and F9") == areas.named("Decisions") == ()


def test_areas_left_out_or_printed_with_one_number_twice_are_not_guessed() -> None:
    twice = finding("f1", printed_reference="2"), finding("f2", printed_reference="2")
    gone = finding("f3", left_out_reason="None of ours", left_out_by="PMO", left_out_on=None)
    areas = Areas(plan(source(), *twice, gone))
    assert areas.named("2") == areas.named("F3") == ()


def told(full: FullPlan, *rows: list[Any]) -> Comparison:
    return proposed(["Ref", "Action", "Owner", "Finding"], *rows).against(full)


def refs(found: Comparison) -> list[str]:
    return [row.ref for row in found.rows]


def test_rows_find_their_actions_by_reference_before_any_title() -> None:
    full = plan(
        action("a1", title="Old words", council_ref="1.1"),
        action("a2", title="Do it"),
        action("a3", title="Then this", council_ref="1.2"),
    )
    assert refs(told(full, ["1.1", "Do it", "Me"], ["A2", "New", "Me"], ["9", "Then this", "Me"])) == [
        *("1.1", "A2", "")
    ]


def test_a_tracker_that_knows_none_of_our_actions_means_others_by_their_references() -> None:
    full = plan(action("a1", title="Do it"), action("a2", title="Then this"))
    found = told(full, ["A1", "Sample files", "Me"], ["A2", "Train managers", "Me"])
    assert refs(found) == ["", ""]
    assert found.rows[0].notes == ("The plan has another A1, “Do it”. This row is added beside it.",)


def test_a_row_between_rows_is_the_area_that_those_below_it_answer_or_their_workstream() -> None:
    page = sheet(
        *(["Ref", "Action", "Owner"], [f"Recommendation 1: {LONG}."], ["1", "Do it", "Me"]),
        *(["Theme B"], ["2", "Then this", "Me"]),
        merged=(Merged(2, 1, 2, 3), Merged(4, 1, 4, 3)),
    )
    full = plan(source(), finding("f1", text=LONG))
    first, second = SheetProposal.of(workbook(page), TODAY).against(full).rows
    told = [{each.label: each.new for each in row.changes} for row in (first, second)]
    assert told[0]["Improvement areas answered"] == "F1" and "Workstream" not in told[0]
    assert told[1]["Workstream"] == "Theme B" and "Improvement areas answered" not in told[1]


def test_where_one_reference_stands_for_several_the_title_tells_them_apart() -> None:
    full = plan(
        action("a1", title="Do it", council_ref="1"), action("a2", title="Then this", council_ref="1")
    )
    found = told(full, ["1", "Then this", "Me"], ["1", "Something else", "Me"], ["1", "Do it", "Me"])
    assert [row.read.title for row in found.rows if row.ref] == ["Then this", "Do it"]


def test_a_row_that_answers_a_finding_fills_its_draft_once() -> None:
    full = plan(source(), finding("f1"), action("a1", draft=True, title="Supervision"), answers("a1", "f1"))
    found = told(full, [None, "Do it", "Me", "F1"], [None, "Then this", "Me", "F1"])
    assert refs(found) == ["A1", ""]


def test_the_same_action_twice_in_a_file_is_taken_once() -> None:
    found = told(plan(), ["1", "Do it", "Me"], ["1", "do  it", "You"])
    assert found.rows[1].problems[0].reason == "The same action stands at Plan row 2."


def test_posts_are_known_by_title_by_who_is_in_them_and_without_brackets() -> None:
    full = plan(post("p1", "Head of Service"), person("q1", "Asha Feather"), holding("p1", "q1"))
    parties = Parties(full, {})
    names = ("head of  service", "Asha Feather", "Head of Service (Asha Feather)")
    assert {parties.owner(name) for name in names} == {"p1"}
    assert parties.made == []


def test_who_is_new_is_made_once_a_body_owning_through_a_post_of_its_name() -> None:
    parties = Parties(plan(authority="Eastmarsh Council"), {"scouts": True})
    first = parties.owner("Police")
    assert parties.owner("police") == first
    council, post_id = parties.share("Head of Service")
    body, none = parties.share("Scouts")
    assert none is None and post_id and council != body
    made = [(each.kind, getattr(each, "name", getattr(each, "title", ""))) for each in parties.made]
    assert made == [
        ("add_organisation", "Police"),
        ("add_post", "Police"),
        ("add_post", "Head of Service"),
        ("add_organisation", "Eastmarsh Council"),
        ("add_organisation", "Scouts"),
    ]


def test_a_post_without_an_organisation_belongs_to_the_council() -> None:
    council = Organisation(id="o9", name="Eastmarsh", kind=OrganisationKind.COUNCIL)
    full = plan(post("p1", "Head of Service"), council, organisation("o1", "Health"))
    assert Parties(full, {}).share("Head of Service") == ("o9", "p1")
    assert Parties(full, {}).share("Health") == ("o1", None)
    assert Parties(full, {"health": False}).owner("Health") != "o1"
