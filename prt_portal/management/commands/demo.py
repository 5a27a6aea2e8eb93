from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from prt_portal import demo
from rounds.models import Round


class Command(BaseCommand):
    help = (
        "Maakt de demonstratie van Drenthe 2024: accounts en voorbeeldbijdragen. Alleen met "
        "PRT_DEMO=1."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--reset",
            action="store_true",
            help="gooi alle bijdragen van de demo weg en begin opnieuw",
        )

    def handle(self, *args, reset: bool, **options):
        if not settings.PRT_DEMO:
            raise CommandError(
                "De demo maakt accounts met een bekend wachtwoord: alleen met PRT_DEMO=1."
            )
        round_ = Round.objects.filter(regietafel__slug="drenthe", slug="2024").first()
        if round_ is None:
            raise CommandError("Laad eerst de gegevens: manage.py load_reference data/drenthe_2024")
        demo.make_accounts(round_.regietafel)
        if reset:
            demo.remove_submissions(round_)
        if demo.has_submissions(round_):
            self.stdout.write(
                "Er zijn al bijdragen: niets overschreven. Opnieuw beginnen kan met --reset."
            )
            return
        demo.make_submissions(round_)
        self.stdout.write("De demo staat klaar.")
