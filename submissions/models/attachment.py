from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import User
from submissions.enums import AttachmentKind
from submissions.models.version import Version


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def with_file(self) -> Self:
        """What a list shows of a file; its bytes stay in the database."""
        return self.select_related("file", "attached_by").defer("file__content")

    def open_to_regietafel(self) -> Self:
        """Of submitted versions, and of a working copy that the municipality has opened to the
        regietafel."""
        return self.filter(
            Q(version__number__isnull=False)
            | Q(version__submission__draft_open_to_regietafel=True),
        )


class StoredFile(models.Model):
    """The bytes of an attachment, once, however many versions refer to it.

    In the database: no local files.
    """

    sha256 = models.CharField("controlegetal", max_length=64, unique=True)
    media_type = models.CharField("soort bestand", max_length=100)
    size = models.PositiveIntegerField("grootte in bytes")
    content = models.BinaryField("inhoud")

    class Meta:
        verbose_name = "bestand"
        verbose_name_plural = "bestanden"

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.media_type})"


class Attachment(models.Model):
    """A decision of college or council, or another document, that belongs to a version."""

    version = models.ForeignKey(
        Version, models.CASCADE, related_name="attachments", verbose_name="versie"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="bestand")
    name = models.CharField("bestandsnaam", max_length=150)
    kind = models.CharField("soort stuk", max_length=20, choices=AttachmentKind)
    attached_at = models.DateTimeField("toegevoegd op")
    attached_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name="toegevoegd door"
    )

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "bijlage"
        verbose_name_plural = "bijlagen"
        ordering = ["attached_at", "pk"]

    def __str__(self) -> str:
        return self.name
