from datetime import date

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from prt_portal.demo.fill import FOLDER
from prt_portal.demo.story import on_day
from prt_portal.static_files import collect_if_changed
from rounds.models import Round

KNOWN_SINCE = date(2024, 2, 15)
"""The letter, with which the round opened."""

HAS_A_ROUND = (
    "De database van DATABASE_URL heeft al een ronde: niets geladen en niets overschreven, ook als "
    "u een andere stand van de demonstratie koos."
)


class Command(BaseCommand):
    help = (
        "Zet de demonstratie klaar: database, statische bestanden en voorbeeldgegevens. Alleen wat "
        "er nog niet is; wat mensen inrichtten blijft zoals het is. Alleen met PRT_DEMO=1."
    )
    # They load all pages, which the web process does too; the tests do them at every change.
    requires_system_checks: list[str] = []

    def handle(self, *args: str, **options: object) -> None:
        if not settings.PRT_DEMO:
            raise CommandError(
                "Dit maakt accounts met een bekend wachtwoord: alleen met PRT_DEMO=1."
            )
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        collect_if_changed()
        if settings.DATABASE_IS_GIVEN and Round.objects.exists():
            self.stdout.write(HAS_A_ROUND)
        else:
            self._fill()

    @transaction.atomic
    def _fill(self) -> None:
        """All or nothing: a round without its demonstration would be left as it is next time."""
        on_day(KNOWN_SINCE, self._load_reference)
        call_command("demo", stdout=self.stdout)

    def _load_reference(self) -> None:
        call_command("load_reference", FOLDER, if_absent=True, stdout=self.stdout)
