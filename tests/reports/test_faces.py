import json

import pytest
import typst

from tracker.reports.clean import Setter
from tracker.reports.faces import FAMILIES, faces

LETTERS = [
    "abcdefghijklmnopqrstuvwxyz",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "0123456789£&%()-",
    "ŵŷâêîôûŴŶłąćęńóśźż",
    "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "مرحبابالعالم",
]


def test_the_faces_are_the_families_that_papers_name() -> None:
    folders = [face.folder for face in faces()]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    assert set(fonts.families()) == set(FAMILIES)


def test_the_first_face_sets_welsh_polish_and_the_squares_and_daggers_of_papers() -> None:
    latin, arabic = (face.widths for face in faces())
    assert all(ord(char) in latin for char in "ŵŷŁąś£–−†‡“”·□\u00a0\u200b")
    assert all(ord(char) in arabic for char in "مرحبا\u200c\u200d")


@pytest.mark.parametrize("letters", LETTERS)
@pytest.mark.parametrize("weight", [400, 600])
def test_widths_are_at_least_what_typst_measures_and_not_far_above(letters: str, weight: int) -> None:
    setting = "font: json(bytes(sys.inputs.families)), size: 100pt, weight: int(sys.inputs.weight)"
    template = f"""#set text({setting})
#context [#metadata(measure(sys.inputs.letters).width.pt()) <width>]"""
    inputs = {"families": json.dumps(FAMILIES), "weight": str(weight), "letters": letters}
    folders = [face.folder for face in faces()]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    compiler = typst.Compiler(template.encode(), font_paths=fonts, sys_inputs=inputs)
    measured = compiler.query("<width>", field="value", one=True)
    assert 1 <= Setter().width(letters) / (float(measured) / 100) <= 1.9
