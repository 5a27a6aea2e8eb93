from django.db import models


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
