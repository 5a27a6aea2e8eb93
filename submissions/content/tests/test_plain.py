"""Plain content survives being stored as JSON, whatever order the database gives its fields."""

import json
from datetime import date

from submissions.content.fields import HEADER_FIELDS, LINE_FIELDS
from submissions.content.plain import HAS_LINES, PlainContent, PlainLine

VALUES = dict.fromkeys(LINE_FIELDS, "") | {
    "location_name": "azc Assen",
    "amount_short": 100,
    "amount_long": None,
    "available_until": date(2033, 5, 1),
    "open_ended": False,
    "shares": {"GM1701": (10, None)},
}

CONTENT = PlainContent(
    header=dict.fromkeys(HEADER_FIELDS, "") | {"college_date": date(2024, 3, 5)},
    answers={"asiel": HAS_LINES, "flex": {"kind": "none", "reason": "Geen grond."}},
    lines=(PlainLine("1", "asiel", VALUES),),
)


def test_content_is_the_same_after_json() -> None:
    stored = json.dumps(CONTENT.to_json(), sort_keys=True)
    assert PlainContent.from_json(json.loads(stored)) == CONTENT


def test_fields_keep_the_order_of_the_form_after_json() -> None:
    read = PlainContent.from_json(json.loads(json.dumps(CONTENT.to_json(), sort_keys=True)))
    assert list(read.header) == list(HEADER_FIELDS)
    assert list(read.lines[0].values) == [*LINE_FIELDS, "shares"]
