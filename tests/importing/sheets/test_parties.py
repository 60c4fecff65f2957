import pytest

from tracker.importing.sheets.parties import is_organisation, named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Head of Service", ["Head of Service"]),
        ("Head of Quality and Performance", ["Head of Quality and Performance"]),
        ("Director of Children, Families and Skills", ["Director of Children, Families and Skills"]),
        ("Head of Assessment and Head of Front Door", ["Head of Assessment", "Head of Front Door"]),
        ("DCS / Police", ["DCS", "Police"]),
        ("AD, Service Manager & Health", ["AD", "Service Manager", "Health"]),
        ("Head of Front Door;\nNHS ICB", ["Head of Front Door", "NHS ICB"]),
        ("Team Manager/Practice Lead", ["Team Manager", "Practice Lead"]),
        ("Asha Feather, Tom Reed", ["Asha Feather", "Tom Reed"]),
        ("Police\npolice", ["Police"]),
        ("• Head of Service\n• Team Manager", ["Head of Service", "Team Manager"]),
    ],
)
def test_a_cell_names_one_or_several(text: str, names: list[str]) -> None:
    assert list(named(text, ())) == names


def test_a_name_that_is_known_is_one_however_it_looks() -> None:
    known = {"head of health / head of schools", "x and y", "x", "z"}
    assert named("Head of Health / Head of Schools", known) == ("Head of Health / Head of Schools",)
    assert named("X and Y", known) == ("X and Y",)
    assert named("X, Z", known) == ("X", "Z")


def test_bodies_are_told_from_posts() -> None:
    assert all(is_organisation(name) for name in ("Eastmarsh Police", "NHS ICB", "Schools", "Health"))
    assert not any(is_organisation(name) for name in ("Head of Health", "Police Lead Officer", "Tom Reed"))
