import pytest
from django.urls import reverse

from accounts.tests.personas import *  # noqa: F403
from submissions.tests.builders import fill, hand_in, make_round, submission_of


@pytest.fixture
def round_2024(drenthe, assen, westerveld, de_wolden):
    """The round of Drenthe in 2024, on 12 March: open, with three municipalities."""
    return make_round(drenthe)


@pytest.fixture
def submission_assen(round_2024, assen):
    """Nothing entered yet."""
    return submission_of(round_2024, assen)


@pytest.fixture
def submission_westerveld(round_2024, westerveld):
    return submission_of(round_2024, westerveld)


@pytest.fixture
def draft_assen(submission_assen, editor_assen):
    """The working copy of Assen, complete."""
    return fill(submission_assen, editor_assen)


@pytest.fixture
def version_assen(submission_assen, editor_assen):
    """Version 1 of Assen, handed in on 12 March."""
    return hand_in(submission_assen, editor_assen)


@pytest.fixture
def url():
    """url("opgave", "asiel"): the address of a page of Assen."""

    def address(name, *arguments, municipality="GM0106"):
        return reverse(f"submissions:{name}", args=["2024", municipality, *arguments])

    return address


@pytest.fixture
def as_editor(client, editor_assen, round_2024):
    """A browser in which the invuller of Assen is logged in, while the round is open."""
    client.force_login(editor_assen)
    return client
