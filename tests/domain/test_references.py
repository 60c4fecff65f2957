"""What the link fields of records lead to."""

from dataclasses import fields

import pytest

from tracker.domain.records import RECORDS, Record
from tracker.domain.references import REFERS_TO


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_link_leads_to_a_record_listed_no_later_than_its_own(kind: type[Record]) -> None:
    links = [field.name for field in fields(kind) if field.name.endswith("_id") and field.name != "entity_id"]
    assert set(links) <= set(REFERS_TO)
    for name in links:
        refers_to = RECORDS.index(REFERS_TO[name])
        assert refers_to <= RECORDS.index(kind), f"{kind.__name__}.{name} refers to a later record"
