from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.reference import load_regietafel
from routekaart.reference import load_milestones
from submissions.reference import load_round


class Command(BaseCommand):
    help = "Laadt een regietafel met gemeenten, ronde, opgaven en routekaart uit een map met CSV-bestanden."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    @transaction.atomic
    def handle(self, *args, folder: Path, **options):
        try:
            round_ = load_round(folder, load_regietafel(folder))
            load_milestones(folder, round_)
        except (OSError, KeyError, ValueError, ValidationError, ObjectDoesNotExist) as error:
            raise CommandError(f"{folder} is niet geladen: {error}") from error
        self.stdout.write(f"{round_.regietafel}, {round_}: geladen uit {folder}.")
