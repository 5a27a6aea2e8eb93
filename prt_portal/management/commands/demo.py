from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from prt_portal.demo.accounts import make_accounts
from prt_portal.demo.fill import fill, has_submissions, stage_of_numbers
from prt_portal.demo.stages import Stage, find_stage
from rounds.models import Round

ACCOUNTS_CHANGED = (
    "De voorbeeldbijdragen zijn niet gemaakt en er is niets weggegooid: een account van de demo "
    "is weg of heeft geen rol meer. Geef invuller@‹gemeente›.example de rol invuller terug, of "
    "begin met een lege database."
)
OTHER_STAGE = (
    "Er is niets gemaakt en niets weggegooid: in deze database staan de verzonnen aandelen van "
    "stand {other}. Begin voor stand {wanted} met een lege database."
)


class Command(BaseCommand):
    help = (
        "Maakt de demonstratie van Drenthe 2024: accounts en voorbeeldbijdragen. Alleen met "
        "PRT_DEMO=1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--stage",
            default=settings.PRT_STAGE,
            help="welke stand van de demonstratie, bijvoorbeeld april (anders die van PRT_STAGE)",
        )
        parser.add_argument(
            "--reset",
            action="store_true",
            help="gooi alle bijdragen van de demo weg en begin opnieuw",
        )

    def handle(self, *args: str, stage: str, reset: bool, **options: object) -> None:
        if not settings.PRT_DEMO:
            raise CommandError(
                "De demo maakt accounts met een bekend wachtwoord: alleen met PRT_DEMO=1."
            )
        round_ = Round.objects.filter(regietafel__slug="drenthe", slug="2024").first()
        if round_ is None:
            raise CommandError("Laad eerst de gegevens: manage.py load_reference data/drenthe_2024")
        wanted = _stage(stage)
        make_accounts(round_.regietafel)
        if has_submissions(round_) and not reset:
            self.stdout.write(
                "Er zijn al bijdragen: niets overschreven. Opnieuw beginnen kan met --reset."
            )
            return
        if other := stage_of_numbers(round_, wanted):
            raise CommandError(OTHER_STAGE.format(other=other.name, wanted=wanted.name))
        try:
            fill(round_, wanted, reset=reset)
        except (User.DoesNotExist, PermissionDenied) as error:
            raise CommandError(ACCOUNTS_CHANGED) from error
        self.stdout.write("De demo staat klaar.")


def _stage(name: str) -> Stage:
    try:
        return find_stage(name)
    except ValueError as error:
        raise CommandError(str(error)) from error
