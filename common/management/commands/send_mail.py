from django.core.management.base import BaseCommand

from common.mail import send, unsent


class Command(BaseCommand):
    help = (
        "Verstuurt de mails die nog niet zijn aangekomen bij de mailserver. Mag zo vaak als u "
        "wilt, ook tegelijk."
    )

    def handle(self, *args: object, **options: object) -> None:
        outcomes = [send(mail) for mail in unsent()]
        self.stdout.write(f"{sum(outcomes)} verzonden, {outcomes.count(False)} niet gelukt.")
