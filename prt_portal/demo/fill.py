"""A stage of the demonstration in the database, and back to the opening day."""

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.models import Membership, Regietafel
from accounts.reference import load_population
from autosave.models import Autosave
from common.frozen import lifted
from common.models import Mail
from prt_portal.demo.accounts import roles_at
from prt_portal.demo.rows import StageData
from prt_portal.demo.stages import Stage
from prt_portal.demo.story import act, on_day
from rounds.models import Round
from rounds.reference import load_targets
from submissions.attachments.actions import remove_unused_files
from submissions.models import (
    Attachment,
    Event,
    Question,
    QuestionMessage,
    ShareConfirmation,
    Submission,
    Version,
)
from submissions.opening import open_round

FOLDER = settings.BASE_DIR / "data" / "drenthe_2024"


def has_submissions(round_: Round) -> bool:
    return Version.objects.filter(submission__round=round_).exists()


def stage_of_numbers(round_: Round, wanted: Stage) -> Stage | None:
    """Another stage of which the invented shares stand here; a set of numbers is never taken
    away."""
    sources = set(round_.target_sets.values_list("source", flat=True))
    return next((s for s in wanted.others if f"{s.name}/targets.csv" in sources), None)


@transaction.atomic
def remove_submissions(round_: Round) -> None:
    """Back to the opening day: everything that was entered or submitted is gone."""
    of_round = {"submission__round": round_}
    files = list(
        Attachment.objects.filter(version__submission__round=round_).values_list("file", flat=True)
    )
    with lifted():
        QuestionMessage.objects.filter(question__submission__round=round_).delete()
        for model in (Question, ShareConfirmation, Event, Version):
            model.objects.filter(**of_round).delete()
    remove_unused_files(files)
    _unsaved_texts(round_.regietafel).filter(page__startswith=f"/{round_.slug}/").delete()
    Submission.objects.filter(round=round_).delete()
    open_round(round_)


def _unsaved_texts(regietafel: Regietafel) -> QuerySet[Autosave]:
    """What people of this regietafel and its municipalities typed and did not save."""
    people = Membership.objects.filter(roles_at(regietafel)).values("user")
    return Autosave.objects.filter(user__in=people)


def fill(round_: Round, stage: Stage, *, reset: bool = False) -> None:
    """Let everything of the stage happen, each on its own day. Nobody gets mail of it.

    With `reset` instead of everything that was entered or submitted; when something is in the way,
    that stays.
    """
    folder = FOLDER / stage.name
    with transaction.atomic():
        waiting = list(Mail.objects.filter(sent_at=None).values_list("pk", flat=True))
        if reset:
            remove_submissions(round_)
        _load_invented_numbers(folder, round_)
        data = StageData(folder)
        for row in data.story:
            on_day(row.day("op"), act, round_, row, data)
        made = Mail.objects.filter(sent_at=None).exclude(pk__in=waiting)
        made.update(sent_at=F("made_at"))  # as if on that day


def _load_invented_numbers(folder: Path, round_: Round) -> None:
    """Inhabitants and shares of a stage that has its own, known from the day the round opened."""
    if (folder / "inwoners.csv").is_file():
        load_population(folder, round_.regietafel)
    if (folder / "targets.csv").is_file():
        on_day(timezone.localdate(round_.opens_at), load_targets, folder, round_)
