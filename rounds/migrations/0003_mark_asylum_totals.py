"""Rounds that stood before: the sum of other rows was always the total of asylum."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def mark(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Opgave = apps.get_model("rounds", "Opgave")
    sums = Opgave.objects.filter(has_lines=False, parts__isnull=False).distinct().order_by("order")
    first_of_round = {row.round_id: row.pk for row in reversed(sums)}
    Opgave.objects.filter(pk__in=first_of_round.values()).update(is_asylum_total=True)


class Migration(migrations.Migration):
    dependencies = [("rounds", "0002_asylum_total")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
