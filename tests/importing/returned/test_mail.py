"""Answers by e-mail: saved messages and pasted text, their sender, day and own words."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importing.returned.outlook import compound, message
from tracker.domain.errors import TrackerError
from tracker.importing.returned.mail import Mail, is_mail, read_mail, read_pasted_mail

TAM = {"sender": "Tam Overbeck", "address": "tam@council.example"}
HEAD = "From: Tam Overbeck <tam@council.example>\nSubject: RE: A3\nDate: Fri, 20 Nov 2026 10:00:00 +0000\n"
SENT = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)


def eml(tmp_path: Path, text: str | bytes) -> Mail:
    path = tmp_path / "answer.eml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_mail(path)


def msg(tmp_path: Path, content: bytes) -> Mail:
    path = tmp_path / "answer.msg"
    path.write_bytes(content)
    return read_mail(path)


def test_a_saved_message_tells_sender_day_and_words(tmp_path: Path) -> None:
    assert eml(tmp_path, f"{HEAD}\nThe rota is agreed.\n") == Mail(
        **TAM, sent_on=date(2026, 11, 20), subject="RE: A3", text="The rota is agreed."
    )


def test_the_day_is_that_of_london(tmp_path: Path) -> None:
    late = HEAD.replace("20 Nov 2026 10:00:00 +0000", "19 Jun 2026 23:30:00 +0000")
    assert eml(tmp_path, f"{late}\nYes.").sent_on == date(2026, 6, 20)


@pytest.mark.parametrize(
    "quote",
    [
        "From: Programme Officer\nSent: 19 November 2026\nTo: Tam\nSubject: A3\n\nPlease answer on A4.",
        "-----Original Message-----\nPlease answer on A4.",
        "On 19 November 2026 at 10:00, Programme Officer <pm@x.example> wrote:\n> Please answer on A4.",
        "________________________________\nFrom: Programme Officer\nPlease answer on A4.",
        "> Please answer on A4.",
    ],
)
def test_the_message_it_answers_is_left_off(tmp_path: Path, quote: str) -> None:
    mail = eml(tmp_path, f"{HEAD}\nThe rota is agreed.\n\n{quote}\n")
    assert mail.text == "The rota is agreed." and "A4" in mail.repeated


def test_answers_between_quoted_lines_are_kept(tmp_path: Path) -> None:
    mail = eml(
        tmp_path, f"{HEAD}\n> Is the rota agreed?\nYes, on Monday.\n> And the posts?\nTwo are vacant.\n"
    )
    assert mail.text == "Yes, on Monday.\nTwo are vacant."


def test_what_a_message_in_html_quotes_is_repeated(tmp_path: Path) -> None:
    html = (
        "<p>Two in post.</p><blockquote>How many<br>are in post?<blockquote>Older</blockquote></blockquote>"
        "<p>Tam</p>"
    )
    mail = eml(tmp_path, f"{HEAD}Content-Type: text/html; charset=utf-8\n\n{html}")
    assert mail.text == "Two in post.\n\nTam"
    assert mail.repeated.split("\n")[:2] == ["> How many", "> are in post?"] and "Older" in mail.repeated


def test_a_message_in_html_alone_gives_its_words(tmp_path: Path) -> None:
    html = (
        "<html><head><style>p {color: red}</style></head><body><p>The rota&nbsp;is <b>agreed</b>.</p>"
        "<p>Two posts<br>are vacant</p><script>x()</script></body></html>"
    )
    mail = eml(tmp_path, f"{HEAD}Content-Type: text/html; charset=utf-8\n\n{html}")
    assert mail.text == "The rota is agreed.\n\nTwo posts\nare vacant"


def test_words_in_any_encoding_are_words(tmp_path: Path) -> None:
    plain = f"{HEAD}Content-Type: text/plain; charset"
    quoted = "cp1252\nContent-Transfer-Encoding: quoted-printable\n\n=A31m"
    assert eml(tmp_path, f"{plain}={quoted}").text == "£1m"
    unknown = f"{plain}=x-unheard-of\n\n".encode() + b"\xa31m"
    assert eml(tmp_path, unknown).text == "£1m"


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("=?utf-8?q?Zo=C3=AB_Marsh?= <z@x.example>", "Zoë Marsh"),
        ('"Overbeck, Tam" <t@x.example>', "Tam Overbeck"),
        ("tam@x.example", "tam@x.example"),
    ],
)
def test_a_sender_is_a_name_where_there_is_one(tmp_path: Path, sender: str, name: str) -> None:
    assert eml(tmp_path, f"From: {sender}\n\nYes.").sender == name


def test_a_message_saved_from_outlook_is_read_too(tmp_path: Path) -> None:
    content = message(SENT, subject="RE: A3", body="The rota is agreed.\r\n", **TAM, message_class="IPM.Note")
    assert msg(tmp_path, content) == Mail(
        **TAM, sent_on=date(2026, 11, 20), subject="RE: A3", text="The rota is agreed."
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.eml", b"\x00\x01\x02 nothing of a message"),
        ("a.eml", b"From: a@x.example\n\n   \n"),
        ("a.msg", b"\xd0\xcf\x11\xe0" + b"\xff" * 600),
        ("a.msg", compound({"Workbook": b"an old spreadsheet"})),
        ("a.msg", message(body="", message_class="IPM.Note")),
        ("a.eml", b""),
    ],
)
def test_what_is_no_message_is_a_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert is_mail(path)
    with pytest.raises(TrackerError, match=r"^a\.(eml|msg) .*\.$"):
        read_mail(path)


@given(st.binary(max_size=600))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.eml"
    for start in (b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"From: a@x.example\nContent-Type: "):
        path.write_bytes(start + content)
        try:
            assert read_mail(path).text
        except TrackerError as refusal:
            assert str(refusal).startswith("any.eml ")


def test_pasted_text_brings_its_head_where_it_was_pasted_too() -> None:
    pasted = (
        "From: Tam Overbeck <tam@council.example>\nSent: 20 November 2026 10:00\nSubject: A3\n\nAgreed.\n"
    )
    assert read_pasted_mail(pasted) == Mail(**TAM, sent_on=date(2026, 11, 20), subject="A3", text="Agreed.")
    assert read_pasted_mail("Agreed.") == Mail("", "", None, "", "Agreed.")
    with pytest.raises(TrackerError, match="holds no words"):
        read_pasted_mail(" \n ")


@given(st.text(max_size=300))
def test_any_pasted_text_is_read_or_refused(text: str) -> None:
    try:
        mail = read_pasted_mail(text)
    except TrackerError:
        return
    assert mail.text and Mail.from_json(json.loads(json.dumps(mail.to_json()))) == mail
