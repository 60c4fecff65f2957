"""The words beside a card's title give way before anything else is cut."""

from pytestqt.qtbot import QtBot

from ui.widgets.frames import Card, button


def test_words_beside_a_title_give_way_to_a_button_and_stay_in_the_tip(qtbot: QtBot) -> None:
    card = Card("Changes", "a proposed change counts once it is approved")
    card.head.addWidget(button("Add change"))
    qtbot.addWidget(card)
    card.resize(900, 60)
    with qtbot.waitExposed(card):
        card.show()
    assert card.second.toolTip() == ""
    wide = card.second.width()
    card.resize(card.minimumSizeHint().width() + 40, 60)
    assert card.second.width() < wide
    assert card.second.toolTip() == "a proposed change counts once it is approved"
