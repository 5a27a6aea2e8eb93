from django.db import models

from submissions.models.version import Version


class VersionCount(models.Model):
    """What a frozen version counts for, and what stands out in it, as counted by the rules named in
    `basis`.

    Only ever added: other rules give a row beside it. A version without a row for the rules that
    hold is counted when somebody asks.
    """

    version = models.ForeignKey(
        Version, models.CASCADE, related_name="counts", verbose_name="versie"
    )
    basis = models.CharField("geteld volgens", max_length=64)
    numbers = models.TextField("getallen")
    warnings = models.TextField("wat opvalt")
    warning_count = models.PositiveSmallIntegerField("aantal dat opvalt")
    unexplained_count = models.PositiveSmallIntegerField("waarvan zonder toelichting")
    counted_at = models.DateTimeField("geteld op")

    class Meta:
        verbose_name = "telling van een versie"
        verbose_name_plural = "tellingen van versies"
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "basis"], name="version_count_once_per_basis"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.basis[:8]}"
