"""The region as pictures: the tile map of one number, and places per month. A page each."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.http import AuthenticatedHttpRequest
from regietafel.comparison.desk import Desk
from regietafel.comparison.lines import line_rows
from regietafel.comparison.pictures.months import MonthPicture, month_picture
from regietafel.comparison.pictures.tile_map import places_of, value_map
from regietafel.comparison.tables import TERM_WORDS, chosen_term, load_desk_for
from regietafel.comparison.told import findings_of, months_of
from rounds.enums import Term
from rounds.models import Opgave
from submissions.counting.count import Attribution
from submissions.counting.levels import Level

LEVEL_WORDS = {"vast": Level.FIRM, "toegezegd": Level.PLEDGED, "alles": Level.ALL}


def tile_map(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    """One number per municipality: which opgave, level and term is asked in the address."""
    desk = load_desk_for(request, round_slug)
    opgave, term = _chosen_opgave(request, desk), chosen_term(request)
    level = LEVEL_WORDS.get(request.GET.get("niveau", ""), Level.PLEDGED)
    context = {
        "round": desk.round,
        "title": "Kaart per gemeente",
        "opgaven": desk.loaded.opgaven,
        "opgave": opgave,
        "terms": [(word, choice.label, choice == term) for word, choice in TERM_WORDS.items()],
        "levels": [(word, choice.value, choice == level) for word, choice in LEVEL_WORDS.items()],
        "term": term,
        "level": level,
        "peildatum": desk.round.term_date(term),
    }
    if opgave:
        compared = desk.comparison(Attribution.COUNTED)
        cells = compared.row(opgave.code, term).cells
        context["tiles"] = value_map(places_of(desk.loaded.submissions), cells, level)
        context["findings"] = [
            found
            for found in findings_of(desk, compared)
            if found.opgave == opgave.code and found.term == term
        ]
    return render(request, "regietafel/comparison/tile_map.html", context)


def months(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    """When the places of one opgave are there: a picture, that feeds no sum."""
    desk = load_desk_for(request, round_slug)
    opgave = _chosen_opgave(request, desk)
    context = {
        "round": desk.round,
        "title": "Wat is er per maand?",
        "opgaven": desk.loaded.opgaven,
        "opgave": opgave,
        "picture": _month_picture(desk, opgave) if opgave else None,
    }
    return render(request, "regietafel/comparison/months.html", context)


def _month_picture(desk: Desk, opgave: Opgave) -> MonthPicture:
    return month_picture(
        months_of(desk, line_rows(desk)),
        desk.comparison(Attribution.COUNTED).of_opgave(opgave.code),
        opgave.get_unit_display(),
        {term: desk.round.term_date(term) for term in Term},
    )


def _chosen_opgave(request: AuthenticatedHttpRequest, desk: Desk) -> Opgave | None:
    return desk.opgaven.get(request.GET.get("opgave", ""), desk.headline)
