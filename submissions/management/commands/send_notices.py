from django.core.management import call_command
from django.core.management.base import BaseCommand

from rounds.models import Round
from submissions.reminders.notices import send_due_notices


class Command(BaseCommand):
    help = (
        "Mailt per ronde wat aan de beurt en nog niet gemaild is: ronde geopend, herinnering, "
        "gesloten met een open concept of aanbod. Verstuurt daarna alle mails die nog wachten. "
        "Mag zo vaak als u wilt."
    )

    def handle(self, *args: object, **options: object) -> None:
        for round_ in Round.objects.select_related("regietafel"):
            self.stdout.write(
                f"{round_.regietafel}, {round_}: {send_due_notices(round_)} nieuwe mails."
            )
        call_command("send_mail", stdout=self.stdout)
