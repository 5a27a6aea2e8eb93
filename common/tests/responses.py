"""What the browser of a test gets: an answer that also knows its context and its templates."""

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response
else:
    from django.http import HttpResponse as Response

__all__ = ["Response", "page_source", "page_text"]


def page_source(answer: Response) -> str:
    """The HTML of a page that was shown, not redirected from nor refused."""
    assert answer.status_code == 200, answer.headers.get("Location")
    return answer.content.decode()


def page_text(answer: Response) -> str:
    """What stands in the middle of the page, as a reader gets it: without tags, on one line."""
    main = page_source(answer).split("<main")[1]
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", main)).split())
