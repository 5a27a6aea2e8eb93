from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from prt_portal.static_files import collect_if_changed


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
        folder = settings.BASE_DIR / "data" / "drenthe_2024"
        call_command("load_reference", folder, if_absent=True, stdout=self.stdout)
        call_command("demo", stdout=self.stdout)
