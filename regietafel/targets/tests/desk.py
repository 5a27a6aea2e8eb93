"""A project leader who makes a set, as the pages are used."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from common.tests.responses import Response
from rounds.models import Round, Target
from rounds.targets import TargetNumber, load_targets

SOURCE = "brief van de minister"
ORIGIN = {"source": SOURCE, "certainty": "seen"}


def address(name: str, *arguments: object) -> str:
    return reverse(f"regietafel:{name}", args=["2024", *arguments])


def typed(client: Client, subject: str, **changes: str) -> Response:
    """The form as it is shown, with boxes changed: `typed(client, "amv", short_GM0106="12")`."""
    shown = client.get(address("type_targets", subject)).context["form"]
    data = {field.html_name: _text(field.value()) for field in shown} | ORIGIN
    data |= {name.replace("_", "-"): text for name, text in changes.items()}
    return client.post(address("type_targets", subject), data)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def uploaded(client: Client, content: bytes, name: str = "opgaven.csv") -> Response:
    file = SimpleUploadedFile(name, content)
    return client.post(address("upload_targets"), ORIGIN | {"file": file})


def pasted(client: Client, cells: str, subject: str = "") -> Response:
    return client.post(address("paste_targets"), ORIGIN | {"cells": cells, "subject": subject})


def preview(client: Client) -> Any:
    return client.get(address("new_targets")).context


def fixed(client: Client, follow: bool = True) -> Response:
    page = client.get(address("new_targets"))
    seen = re.search(r'name="gezien" value="(\w+)"', page.content.decode())
    data = {"gezien": seen[1] if seen else ""}
    return client.post(address("new_targets"), data, follow=follow)


def number_of(
    round_: Round, opgave: str, term: str, code: str | None = None
) -> TargetNumber | None:
    return load_targets(round_).numbers.get((opgave, term, code))


def all_targets() -> list[tuple]:
    """Everything that is stored of every set."""
    return sorted(Target.objects.values_list(), key=lambda row: row[0])
