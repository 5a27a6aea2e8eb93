"""What several pages of the desk show: the desk itself, the chosen view, the tables per term, the warnings."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from regietafel.chart import bar_of
from regietafel.comparison import Comparison
from regietafel.desk import Desk, load_desk
from regietafel.permissions import may_see_desk
from submissions import rules
from submissions.counting import Level, View, expires_before
from submissions.enums import Term
from submissions.lookup import get_round
from submissions.models import Round, Submission
from submissions.rules import Draft


def desk_round(request: HttpRequest, round_slug: str) -> Round:
    return get_round(request.user, round_slug, may_see_desk)


def desk_submission(request: HttpRequest, round_: Round, cbs_code: str) -> Submission:
    """The bijdrage of one municipality, for who reads what is handed in to the regietafel."""
    submissions = (
        Submission.objects.submitted_to(request.user)
        .filter(round=round_, municipality__cbs_code=cbs_code)
        .select_related("municipality", "round")
        .with_latest_number()
    )
    return get_object_or_404(submissions)


def load_desk_for(request: HttpRequest, round_slug: str) -> Desk:
    return load_desk(desk_round(request, round_slug))


def chosen_view(request: HttpRequest) -> View:
    return View.LOCATED if request.GET.get("weergave") == "gevestigd" else View.COUNTED


def term_tables(desk: Desk, comparison: Comparison) -> list[dict]:
    """The rows of each term with their opgave and bar, ready for a table."""
    return [
        {
            "term": term,
            "words": desk.round.short_term if term == Term.SHORT else desk.round.long_term,
            "peildatum": desk.round.term_date(term),
            "rows": [
                {
                    "opgave": desk.opgaven[row.opgave],
                    "row": row,
                    "bar": bar_of(row, desk.opgaven[row.opgave].name),
                    "differences": [row.differences[level] for level in Level],
                }
                for row in comparison.of_term(term)
            ],
        }
        for term in Term
    ]


def expires(row, round_: Round) -> bool:
    return row.line.counts and any(
        row.amount(term) and expires_before(row.line.available_until, round_.term_date(term)) for term in Term
    )


def warnings_of(desk: Desk, submission: Submission) -> list[rules.Problem]:
    version = desk.handed_in.latest_version(submission)
    if version is None:
        return []
    version.submission.round = desk.round
    draft = Draft(
        desk.round,
        version,
        [opgave for opgave in desk.handed_in.opgaven if opgave.has_lines],
        desk.handed_in.answers[version.pk],
        desk.handed_in.contributions_of(submission),
    )
    return rules.warnings(draft)
