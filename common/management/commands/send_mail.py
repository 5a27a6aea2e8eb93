from django.core.management.base import BaseCommand

from common.mail import deliver


class Command(BaseCommand):
    help = (
        "Verstuurt één keer de mails die klaarstaan. Nodig waar geen `worker` draait; mag zo vaak "
        "als u wilt, ook tegelijk."
    )

    def handle(self, *args: object, **options: object) -> None:
        done = deliver()
        self.stdout.write(f"{done.sent} verzonden, {done.failed} niet gelukt.")
