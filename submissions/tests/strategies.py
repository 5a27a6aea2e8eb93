"""Whole regions made up by hypothesis: municipalities that did or did not hand in, with lines,
answers and shares."""

from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from submissions.counting.inputs import CountedLine, CountedSubmission, RoundRules, SharePart
from submissions.enums import AnswerKind, Commitment
from submissions.tests import plain
from submissions.tests.plain import LONG_DATE, OPENS, SHORT_DATE, hand_in, line, share

NAMES = ["Assen", "Emmen", "Meppel"]
# A total, a part that counts, a part that counts when the round says so, and a row outside: enough
# for every rule.
ROWS = [row for row in plain.ROWS if row.code in ("asiel_totaal", "asiel", "nood", "flex")]
FILLABLE = [row.code for row in ROWS if row.has_lines]
AMOUNTS = st.integers(0, 300)
DAYS = st.none() | st.dates(date(2023, 1, 1), date(2032, 1, 1))


@st.composite
def rules(draw: DrawFn) -> RoundRules:
    return RoundRules(
        short_term_date=SHORT_DATE,
        long_term_date=LONG_DATE,
        open_since=OPENS,
        count_emergency=draw(st.booleans()),
        durable_only=draw(st.booleans()),
        sum_small_sites=draw(st.booleans()),
    )


@st.composite
def lines(draw: DrawFn, municipality: str, opgave: str) -> CountedLine:
    short, long = draw(AMOUNTS), draw(AMOUNTS)
    last_day = draw(DAYS)
    return line(
        short,
        long,
        opgave,
        draw(st.sampled_from(Commitment)),
        location=draw(st.sampled_from([None, "kazerne", "hotel"])),
        first_day=draw(DAYS),
        last_day=last_day,
        open_ended=last_day is None and draw(st.booleans()),
        shares=tuple(draw(shares(municipality, short, long))),
    )


@st.composite
def shares(draw: DrawFn, municipality: str, short: int, long: int) -> list[SharePart]:
    """Shares of other municipalities that fit in the line."""
    found = []
    for partner in draw(
        st.lists(st.sampled_from([n for n in NAMES if n != municipality]), max_size=2, unique=True)
    ):
        part = share(
            partner, draw(st.integers(0, short)), draw(st.integers(0, long)), draw(st.booleans())
        )
        short, long = short - part.short, long - part.long
        found.append(part)
    return found


@st.composite
def counted_submissions(draw: DrawFn, municipality: str) -> CountedSubmission:
    if not draw(st.booleans()):
        return CountedSubmission(municipality)
    own, answers = [], {}
    for opgave in FILLABLE:
        kind = draw(st.sampled_from(AnswerKind))
        answers[opgave] = kind
        if kind == AnswerKind.LINES:
            own += draw(st.lists(lines(municipality, opgave), min_size=1, max_size=2))
    return hand_in(municipality, *own, **answers)


def regions() -> st.SearchStrategy[list[CountedSubmission]]:
    return st.tuples(*map(counted_submissions, NAMES)).map(list)
