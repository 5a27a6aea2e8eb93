"""The address of a page of one bijdrage, at its own municipality."""

from functools import lru_cache
from typing import Protocol

from django import template
from django.urls import get_script_prefix, get_urlconf, reverse

register = template.Library()

MOST_KEPT = 2000

FROM_CHECK, FROM_TASK_LIST = "controleren", "opgaven"


class HasAddress(Protocol):
    """A Submission, or the OwnSubmission of a person."""

    @property
    def url_args(self) -> list[str]: ...


@register.simple_tag
def submission_url(page: str, submission: HasAddress, *rest: object) -> str:
    """`{% submission_url 'line' bijdrage line.line_id %}`, not naming round and municipality."""
    return _reversed(page, (*submission.url_args, *rest), get_urlconf(), get_script_prefix())


@lru_cache(MOST_KEPT)
def _reversed(page: str, arguments: tuple[object, ...], urls: object, prefix: str) -> str:
    """A page links to the same pages every time."""
    return reverse(f"submissions:{page}", args=arguments)


@register.simple_tag
def mend_url(page: str, submission: HasAddress, *rest: object) -> str:
    """The same, for a link on the check page: saving leads back to it."""
    return f"{submission_url(page, submission, *rest)}?terug={FROM_CHECK}"


@register.simple_tag
def add_line_url(submission: HasAddress, opgave_code: str) -> str:
    """For a link on the task list: saving leads back to it."""
    return f"{submission_url('line_add', submission, opgave_code)}?terug={FROM_TASK_LIST}"
