"""Text that this person typed in the bijdrage and did not save: a hand-in leaves it out, so it is
told before."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import resolve

from autosave.kept import KeptTexts, texts_under
from submissions.links import submission_url
from submissions.lookup import OwnSubmission


@dataclass(frozen=True)
class UnsavedText:
    label: str
    url: str


def kept_texts(bijdrage: OwnSubmission) -> KeptTexts:
    return texts_under(bijdrage.user, submission_url("task_list", bijdrage))


def unsaved_texts(bijdrage: OwnSubmission, kept: KeptTexts) -> list[UnsavedText]:
    found = ((page, _label(page, bijdrage)) for page in kept.pages)
    return [UnsavedText(label, page) for page, label in found if label]


def _label(page: str, bijdrage: OwnSubmission) -> str | None:
    """None for a page that is no part of the bijdrage, such as a question, or of which the line is
    gone."""
    match = resolve(urlsplit(page).path)
    opgaven = {opgave.code: opgave.name for opgave in bijdrage.content.opgaven}
    lines = {line.line_id: line for line in bijdrage.content.lines}
    if match.url_name == "header":
        return "Gegevens en besluit"
    if match.url_name == "line_add":
        return f"Nieuwe locatie bij {opgaven.get(match.kwargs['opgave_code'], 'een opgave')}"
    if match.url_name == "opgave":
        return f"Antwoord bij {opgaven.get(match.kwargs['opgave_code'], 'een opgave')}"
    if match.url_name == "line" and match.kwargs["line_id"] in lines:
        line = lines[match.kwargs["line_id"]]
        return f"{line.location_label} bij {line.opgave.name}"
    return None
