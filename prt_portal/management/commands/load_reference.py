from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.reference import load_regietafel
from rounds.reference import find_round, load_round
from routekaart.reference import load_milestones
from submissions.opening import open_round


class Command(BaseCommand):
    help = (
        "Laadt een regietafel met gemeenten, ronde, opgaven en routekaart uit een map met "
        "CSV-bestanden. Wat er al is, wordt zoals het in de map staat."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--if-absent",
            action="store_true",
            help="doe niets als deze ronde er al is, ook als zij intussen anders is ingericht",
        )

    @transaction.atomic
    def handle(self, *args: str, folder: Path, if_absent: bool, **options: object) -> None:
        try:
            present = find_round(folder) if if_absent else None
            if present:
                self.stdout.write(f"{present.regietafel}, {present}: is er al, niets geladen.")
                return
            round_ = load_round(folder, load_regietafel(folder))
            open_round(round_)
            load_milestones(folder, round_)
        except ValueError as error:
            raise CommandError(f"{folder} is niet geladen: {error}") from error
        self.stdout.write(f"{round_.regietafel}, {round_}: geladen uit {folder}.")
