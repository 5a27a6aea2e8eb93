"""A database of before keeps its meaning."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from rounds.models import Opgave, Round


@pytest.mark.django_db(transaction=True)
def test_total_of_a_round_that_stood_before_is_marked(round_2024: Round) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([("rounds", "0002_asylum_total")])
    Opgave.objects.update(is_asylum_total=False)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    marked = Opgave.objects.filter(is_asylum_total=True)
    assert [row.code for row in marked] == ["asiel_totaal"]
