from django.core.management.base import BaseCommand

from autosave.kept import purge


class Command(BaseCommand):
    help = (
        "Verwijdert getypte tekst die niet is opgeslagen en niet meer wordt teruggegeven. Mag zo "
        "vaak als u wilt."
    )

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{purge()} teksten verwijderd.")
