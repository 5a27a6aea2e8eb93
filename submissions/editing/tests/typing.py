"""What a browser does with a form: it sends the hidden fields of the page back."""

import re

from django.contrib.messages import get_messages

from common.tests.responses import Response


def hidden_fields(answer: Response) -> dict[str, str]:
    """The hidden fields of the form on a page, with the token that says whose it is."""
    form = answer.context["form"]
    fields = {
        name: form[name].value()
        for name in ("revision", "base", "answered", "new_line")
        if name in form.fields
    }
    return {name: str(value) for name, value in fields.items() if value is not None} | {
        "form_identity": token(answer)
    }


def token(answer: Response) -> str:
    return re.findall(r'name="form_identity" value="([^"]+)"', answer.content.decode())[-1]


def messages(answer: Response) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def choices(answer: Response) -> dict[str, tuple[str, str, str]]:
    """Of each text that both changed: mine, that of the colleague, and what was chosen."""
    return {
        choice.name: (choice.mine, choice.theirs, choice.chosen)
        for choice in answer.context["choices"]
    }
