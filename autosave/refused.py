"""A form that could not be taken because the session or its token was of the past: the text is
kept, not lost."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from autosave.kept import read_identity, store_refused


@dataclass(frozen=True)
class RefusedPost:
    page: str
    kept: bool
    had_files: bool

    @property
    def sentence(self) -> str:
        """What became of the text, and what to do."""
        if not self.kept:
            return (
                "Uw tekst was te lang om te bewaren. Ga terug in uw browser: daar staat uw tekst "
                "meestal nog. "
                "Kopieer uw tekst voordat u weer inlogt."
            )
        files = " Een bestand bewaren we niet: kies dat daarna opnieuw." if self.had_files else ""
        return f"Uw tekst is bewaard: log in binnen twee uur en u krijgt uw tekst terug.{files}"


def keep_refused_post(request: HttpRequest) -> RefusedPost | None:
    """Keep the post for the person of its token.

    None without a valid one: then nothing is stored.
    """
    identity = read_identity(request.POST)
    if identity is None:
        return None
    return RefusedPost(identity.page, store_refused(identity, request.POST), bool(request.FILES))


def nothing_received(request: HttpRequest) -> str:
    """For a form whose text cannot be kept, such as one with a file or with only a button."""
    if request.FILES:
        return "Uw bestand is niet ontvangen. Log in en kies het bestand daarna opnieuw."
    return "Er is niets opgeslagen of verstuurd. Log in en probeer het daarna opnieuw."


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Mostly somebody who logged in again in another tab: the token of the form is of the session
    before."""
    return render(request, "403_csrf.html", {"refused": keep_refused_post(request)}, status=403)
