"""A confidential line: who reads the whole of it, and what is left of it for everybody else."""

from dataclasses import fields

import pytest
from django.core import mail
from django.urls import reverse

from accounts.enums import Role
from accounts.tests.builders import make_municipality, make_person, make_regietafel
from submissions import actions
from submissions.confidentiality import reads_whole_line, redacted, visible_line
from submissions.counting import Level
from submissions.models import Contribution, Event, Share
from submissions.tests.builders import add_line, fill, working_copy

SECRETS = ("Geheim Huis", "Rolde", "Stille Straat 1", "Niemand mag dit weten")


@pytest.fixture
def line(submission_assen, editor_assen, westerveld):
    """A confidential line of Assen in which Westerveld has a share."""
    fields = dict(zip(("location_name", "place", "address", "explanation"), SECRETS, strict=True))
    return add_line(submission_assen, editor_assen, "amv", shares={westerveld: (5, 5)}, confidential=True, **fields)


@pytest.fixture
def people(
    db,
    editor_assen,
    approver_assen,
    editor_westerveld,
    editor_de_wolden,
    project_leader,
    chair,
    administrator,
    outsider,
    platform_administrator,
):
    elsewhere = make_regietafel("elders", "Elders")
    return {
        "editor of the municipality": editor_assen,
        "approver of the municipality": approver_assen,
        "editor of a partner": editor_westerveld,
        "project leader": project_leader,
        "chair": chair,
        "editor of another municipality": editor_de_wolden,
        "administrator": administrator,
        "editor of another regietafel": outsider,
        "project leader of another regietafel": make_person("pl@x.example", Role.PROJECT_LEADER, regietafel=elsewhere),
        "chair of another regietafel": make_person("cdk@x.example", Role.CHAIR, regietafel=elsewhere),
        "platform administrator": platform_administrator,
        "nobody": make_person("iemand@x.example"),
    }


READERS = {
    "editor of the municipality",
    "approver of the municipality",
    "editor of a partner",
    "project leader",
    "chair",
}


def test_whole_line_is_read_by_those_it_concerns_only(line, people):
    assert {name for name, person in people.items() if reads_whole_line(person, line)} == READERS


def test_partner_reads_no_longer_when_its_share_is_gone(line, people):
    Share.objects.all().delete()
    fresh = Contribution.objects.get(pk=line.pk)
    assert {name for name, person in people.items() if reads_whole_line(person, fresh)} == READERS - {
        "editor of a partner"
    }


def test_line_that_is_not_confidential_hides_nothing(line, people):
    line.confidential = False
    assert all(visible_line(person, line) is line for person in people.values())


def test_redacted_line_keeps_municipality_opgave_amounts_and_level_only(line, assen, outsider):
    seen = visible_line(outsider, line)
    assert (seen.municipality, seen.opgave, seen.amount_short, seen.amount_long) == (assen, line.opgave, 100, 120)
    assert (seen.level, seen.location_label, seen.confidential) == (Level.FIRM, "Vertrouwelijke locatie", True)
    assert {field.name for field in fields(seen)} == {
        "municipality",
        "opgave",
        "amount_short",
        "amount_long",
        "level",
        "confidential",
        "location_label",
    }


def test_nothing_secret_is_left_in_a_redacted_line(line):
    text = repr(redacted(line))
    assert [secret for secret in (*SECRETS, "coa", str(line.line_id)) if secret in text] == []


# Where a line could slip out


@pytest.fixture
def whole_story(line, submission_assen, editor_assen, django_capture_on_commit_callbacks):
    """Everything that can be done with a confidential line, with the mails of it."""
    with django_capture_on_commit_callbacks(execute=True):
        fill(submission_assen, editor_assen)
        actions.explain(submission_assen, editor_assen, [])
        actions.open_draft(submission_assen, editor_assen)
        actions.submit(submission_assen, editor_assen)
        actions.start_addition(submission_assen, editor_assen)
        actions.remove_line(submission_assen, editor_assen, line.line_id)
    return submission_assen


def test_no_event_tells_a_secret(whole_story):
    details = " ".join(Event.objects.values_list("detail", flat=True))
    assert "Opvang amv" in details
    assert [secret for secret in SECRETS if secret in details] == []


def test_no_mail_tells_a_secret(whole_story):
    texts = " ".join(f"{message.subject} {message.body} {message.alternatives}" for message in mail.outbox)
    assert "Assen" in texts
    assert [secret for secret in SECRETS if secret in texts] == []


# Marked wherever it is read


@pytest.mark.parametrize(
    ("name", "of_the_line"),
    [("opgave", False), ("check", False), ("line", True), ("line_remove", True)],
)
def test_line_is_marked_on_the_pages_of_its_municipality(name, of_the_line, line, as_editor):
    extra = [line.line_id] if of_the_line else ["amv"] if name == "opgave" else []
    page = as_editor.get(reverse(f"submissions:{name}", args=["2024", "GM0106", *extra])).content.decode()
    assert "Geheim Huis" in page
    assert '<span class="status status--info">Vertrouwelijk</span>' in page


def test_line_is_marked_in_a_submitted_version(line, submission_assen, editor_assen, as_editor):
    fill(submission_assen, editor_assen)
    working_copy(submission_assen).contributions.exclude(pk=line.pk).update(confidential=False)
    actions.submit(submission_assen, editor_assen)
    page = as_editor.get(reverse("submissions:version", args=["2024", "GM0106", 1])).content.decode()
    assert page.count(">Vertrouwelijk</span>") == 1


def test_line_that_is_not_confidential_is_not_marked(line, as_editor):
    Contribution.objects.update(confidential=False)
    page = as_editor.get(reverse("submissions:line", args=["2024", "GM0106", line.line_id])).content.decode()
    assert ">Vertrouwelijk</span>" not in page


def test_form_says_exactly_who_reads_a_confidential_line(line, as_editor):
    page = as_editor.get(reverse("submissions:line", args=["2024", "GM0106", line.line_id])).content.decode()
    assert "alleen uw gemeente, de gemeenten met een aandeel in deze locatie, de projectleider en de voorzitter" in page


def test_partner_of_another_regietafel_does_not_exist(line, drenthe):
    other = make_municipality(make_regietafel("fryslan", "Fryslân"), "GM0080", "Leeuwarden")
    person = make_person("invuller@leeuwarden.example", Role.EDITOR, municipality=other)
    assert not reads_whole_line(person, line)
