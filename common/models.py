from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

MOST_ATTEMPTS = 3
KEPT_WHEN_FROZEN = timedelta(days=30)
KEPT_WHEN_LIVE = timedelta(hours=1)


class Mail(models.Model):
    """A mail about an event, made in the transaction of that event and sent by the worker.

    One per event and recipient, however often the action or command behind it runs.
    """

    event = models.CharField("gebeurtenis", max_length=150)
    recipient = models.EmailField("aan")
    path = models.CharField(
        "pagina", max_length=200, blank=True, help_text="De pagina waar de mail naar verwijst."
    )
    subject = models.CharField("onderwerp", max_length=250)
    text = models.TextField("tekst")
    html = models.TextField("opgemaakte tekst")
    reply_to = models.EmailField("antwoord aan", blank=True)
    is_secret = models.BooleanField(
        "vergeet de tekst", default=False, help_text="De tekst wordt gewist als de mail weg is."
    )
    made_at = models.DateTimeField("gemaakt op")
    sent_at = models.DateTimeField("verzonden op", null=True, blank=True)
    attempted_at = models.DateTimeField("laatste poging", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    last_error = models.CharField("laatste fout", max_length=500, blank=True)

    # Said of the last attempt, and not stored: the server answered, and did not take this mail.
    was_refused = False

    class Meta:
        verbose_name = "mail"
        verbose_name_plural = "mails"
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "recipient"], name="mail_once_per_event_and_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.subject}"


class MadeFileQuerySet(models.QuerySet["MadeFile"]):
    def waiting(self, free_since: datetime) -> Self:
        """What is still to be made, and nobody took in hand after `free_since`."""
        return self.filter(
            Q(taken_at=None) | Q(taken_at__lt=free_since),
            made_at=None,
            attempts__lt=MOST_ATTEMPTS,
        )

    def outdated(self, now: datetime) -> Self:
        """What need not be kept: it may hold names and telephone numbers."""
        return self.filter(
            Q(is_frozen=True, ordered_at__lt=now - KEPT_WHEN_FROZEN)
            | Q(is_frozen=False, ordered_at__lt=now - KEPT_WHEN_LIVE)
            | Q(made_at=None, ordered_at__lt=now - KEPT_WHEN_LIVE)
        )


class MadeFile(models.Model):
    """A file that takes long to make: ordered by a page, made by the worker, kept for a while.

    Known by what it is made of (`key`), so that the same content is made once, whoever asks.
    `subject` says of what it is; who may read that, may read the file.
    """

    key = models.CharField("controlegetal", max_length=64, unique=True)
    subject = models.CharField("waarvan", max_length=150)
    maker = models.CharField("soort", max_length=30)
    source = models.TextField("waaruit", help_text="Wordt gewist als het bestand er is.")
    is_frozen = models.BooleanField("van iets dat niet meer verandert")
    content = models.BinaryField("inhoud", null=True)
    ordered_at = models.DateTimeField("besteld op")
    taken_at = models.DateTimeField("begonnen op", null=True)
    made_at = models.DateTimeField("gemaakt op", null=True)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)

    objects = MadeFileQuerySet.as_manager()

    class Meta:
        verbose_name = "gemaakt bestand"
        verbose_name_plural = "gemaakte bestanden"
        ordering = ["ordered_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="made_file_has_content",
                condition=Q(made_at=None, content=None)
                | Q(made_at__isnull=False, content__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.maker}"

    @property
    def has_failed(self) -> bool:
        return self.made_at is None and self.attempts >= MOST_ATTEMPTS
