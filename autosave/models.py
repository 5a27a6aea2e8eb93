from django.db import models

from accounts.models import User


class Autosave(models.Model):
    """What a person typed in one form and did not save: kept while typing, or when the session had
    expired.

    `page` is the address of the page with the form, `form` the name of the form on it. Given back
    to this person only.
    """

    user = models.ForeignKey(
        User, models.CASCADE, related_name="autosaves", verbose_name="gebruiker"
    )
    page = models.CharField("pagina", max_length=300)
    form = models.CharField("formulier", max_length=40)
    content = models.TextField(
        "getypte tekst", help_text="De velden zoals de browser ze stuurt, zonder wachtwoorden."
    )
    saved_at = models.DateTimeField("bewaard op")

    class Meta:
        verbose_name = "niet opgeslagen tekst"
        verbose_name_plural = "niet opgeslagen teksten"
        constraints = [
            models.UniqueConstraint(fields=["user", "page", "form"], name="autosave_once_per_form")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.page}"
