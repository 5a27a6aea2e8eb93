"""Stage april of the demonstration: its files, as they are, and what the portal tells of it."""

import csv
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from regietafel.tests.region import read_workbook

DRENTHE = Path(__file__).resolve().parents[2] / "data" / "drenthe_2024"
LEADER = "projectleider@prt-drenthe.example"


def make_demo(**options: object) -> str:
    output = StringIO()
    call_command("demo", stdout=output, **options)
    return output.getvalue()


def of_file(name: str) -> list[dict[str, str]]:
    with (DRENTHE / "april" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def client_of(email: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=email))
    return client


def sheet(name: str) -> list[dict[str, object]]:
    content = client_of(LEADER).get(reverse("regietafel:overview_xlsx", args=["2024"])).content
    head, *rows = read_workbook(content)[name]
    told = [dict(zip(head, row, strict=True)) for row in rows]
    return [row for row in told if row["Termijn"]]  # not the line that says it is an example


def rows() -> dict[str, list[dict[str, object]]]:
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
    }
