from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction

from accounts.reference import load_regietafel
from rounds.reference import load_round
from routekaart.reference import load_milestones
from submissions.opening import open_round

# What a missing file, a short row, a wrong word and a contradiction raise.
UNUSABLE = (
    OSError,
    LookupError,
    TypeError,
    ValueError,
    ValidationError,
    ObjectDoesNotExist,
    IntegrityError,
)


class Command(BaseCommand):
    help = (
        "Laadt een regietafel met gemeenten, ronde, opgaven en routekaart uit een map met "
        "CSV-bestanden."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    @transaction.atomic
    def handle(self, *args, folder: Path, **options):
        try:
            round_ = load_round(folder, load_regietafel(folder))
            open_round(round_)
            load_milestones(folder, round_)
        except UNUSABLE as error:
            raise CommandError(f"{folder} is niet geladen: {error}") from error
        self.stdout.write(f"{round_.regietafel}, {round_}: geladen uit {folder}.")
