"""The form of a row says itself what the constraints of a line would say."""

import pytest
from django.db.models import CheckConstraint

from submissions.content.load import load_content
from submissions.models import Line, Version
from submissions.workbook.layout import layout_of
from submissions.workbook.row_form import RowForm

BROKEN = {
    "line_ends_after_start": {"available_from": "2024-02-01", "available_until": "2024-01-31"},
    "line_open_ended_has_no_last_day": {"open_ended": "on", "available_until": "2024-01-31"},
    "line_unknown_location_has_no_name": {"location_unknown": "on", "location_name": "azc"},
}


def test_there_is_a_row_here_for_every_constraint() -> None:
    checks = [c.name for c in Line._meta.constraints if isinstance(c, CheckConstraint)]
    assert checks == list(BROKEN)


@pytest.mark.parametrize("posted", BROKEN.values(), ids=BROKEN)
def test_form_says_what_the_constraint_would(draft_assen: Version, posted: dict[str, str]) -> None:
    layout = layout_of(load_content(draft_assen))
    form = RowForm({"nature": "existing", **posted}, layout.opgaven[0], layout)
    assert not form.is_valid()
    assert len(form.errors) == 1


def test_row_without_fault_is_taken(draft_assen: Version) -> None:
    layout = layout_of(load_content(draft_assen))
    shares = {"aandeel-0-partner": "GM1701", "aandeel-0-short": "3"}
    form = RowForm({"nature": "existing", "amount_short": "5", **shares}, layout.opgaven[0], layout)
    assert form.is_valid(), (form.errors, form.shares.errors)
    ((partner, amounts),) = form.shares.shares().items()
    assert (partner.cbs_code, amounts) == ("GM1701", (3, None))
