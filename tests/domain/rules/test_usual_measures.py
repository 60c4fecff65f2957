from tracker.domain.codes import MeasureUnit
from tracker.domain.rules.usual_measures import USUAL_MEASURES


def test_each_says_what_is_counted_and_has_a_title_of_its_own() -> None:
    shares = [each for each in USUAL_MEASURES if each.unit is MeasureUnit.PER_CENT]
    assert all(each.numerator and each.denominator for each in shares)
    assert all(each.definition for each in USUAL_MEASURES if each not in shares)
    assert len({each.title for each in USUAL_MEASURES}) == len(USUAL_MEASURES)
