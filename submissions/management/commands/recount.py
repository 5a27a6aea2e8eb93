from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from rounds.models import Round
from submissions.kept.recount import Recount, recount, recounts, wrong


class Command(BaseCommand):
    """Pages are right without it: what was not counted by the rules that hold is counted by them
    whenever somebody looks."""

    help = (
        "Laat zien welke versies nog niet zijn geteld volgens de regels die nu gelden, en wat "
        "daardoor verandert. Met --write wordt het bewaard. Nodig na een nieuwe versie van het "
        "portaal en na een wijziging van de telregels van een ronde: zonder is alles juist, maar "
        "trager."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--round", metavar="CODE", help="alleen deze ronde, bijvoorbeeld 2024")
        parser.add_argument("--write", action="store_true", help="bewaar de nieuwe tellingen")
        parser.add_argument(
            "--by", metavar="E-MAIL", help="wie het doet; staat bij elke gemeente die verandert"
        )
        parser.add_argument(
            "--check",
            action="store_true",
            help="tel opnieuw wat bewaard is; eindigt met een fout als er iets verschilt",
        )

    def handle(
        self,
        *args: object,
        round: str | None,
        write: bool,
        by: str | None,
        check: bool,
        **options: object,
    ) -> None:
        rounds = Round.objects.select_related("regietafel").order_by("slug")
        if round:
            rounds = rounds.filter(slug=round)
        if not rounds:
            raise CommandError(f"Er is geen ronde {round}.")
        user = _person(by) if write else None
        for one in rounds:
            if check:
                self._check(one)
            else:
                self._tell(one, recount(one, user) if user else list(recounts(one)))
        if not (write or check):
            self.stdout.write("Er is niets gewijzigd. Bewaren: --write --by UW-E-MAILADRES")

    def _tell(self, round_: Round, found: list[Recount]) -> None:
        self.stdout.write(f"{round_.regietafel}, {round_}: {len(found)} versies opnieuw geteld.")
        for one in found:
            for difference in one.differences:
                self.stdout.write(f"  {one.version}: {difference}")

    def _check(self, round_: Round) -> None:
        found = wrong(round_)
        if found:
            names = ", ".join(str(submission.municipality) for submission in found)
            raise CommandError(f"{round_}: wat bewaard is, klopt niet voor {names}.")
        self.stdout.write(f"{round_.regietafel}, {round_}: wat bewaard is, klopt.")


def _person(by: str | None) -> User:
    person = User.objects.filter(email=by or "").first()
    if person is None:
        raise CommandError("Zeg met --by het e-mailadres van wie dit doet.")
    return person
