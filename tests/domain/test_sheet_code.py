"""The code printed on sheets that come back."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.sheet_code import SheetCode


@given(st.uuids(), st.uuids(), st.integers(0, 999_999_999), st.binary(min_size=4, max_size=4))
def test_a_code_is_found_again_in_any_line(plan: UUID, lineage: UUID, seq: int, digest: bytes) -> None:
    code = SheetCode.of(str(plan), str(lineage), seq, digest.hex() + "more")
    assert SheetCode.find(f"Sheet code {str(code).upper()}. Please leave this line as it is.") == code
    assert code.plan == str(plan)[:8]


def test_other_numbers_are_no_code() -> None:
    for text in ("", "43c3ee46-4b7e-11eb-9c55-0f5f1c3c9a11", "01632 960000", "x43c3ee46-4b7e1ebe-3-335ef621"):
        assert SheetCode.find(text) is None
