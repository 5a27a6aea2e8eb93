"""A part of a page that costs time to render, kept under all that it is made of.

Known by its content, like the files of `made_files.py`: other numbers are another part, so a kept
one is never out of date.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache as once
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

KEPT_SECONDS = 7 * 24 * 60 * 60


def rendered(template: str, context: Mapping[str, object], made_of: object) -> SafeString:
    """`made_of` says everything in `context` that the template shows: plain data, of which `repr`
    tells all."""
    key = _key(template, made_of)
    kept = cache.get(key)
    if kept is None:
        kept = str(render_to_string(template, context))
        cache.set(key, kept, KEPT_SECONDS)
    return SafeString(kept)  # a template rendered it, and escaped


@dataclass(frozen=True)
class Part:
    """`made_of` says all that `context` gives; it is asked for only when the part is not kept."""

    template: str
    context: Callable[[], Mapping[str, object]]
    made_of: object


def rendered_parts(parts: Mapping[str, Part]) -> dict[str, SafeString]:
    """The parts of one page, of which all that are kept are read at once."""
    keys = {name: _key(part.template, part.made_of) for name, part in parts.items()}
    kept = cache.get_many(keys.values())
    new = {
        keys[name]: str(render_to_string(part.template, part.context()))
        for name, part in parts.items()
        if keys[name] not in kept
    }
    if new:
        cache.set_many(new, KEPT_SECONDS)
    return {name: SafeString((kept | new)[key]) for name, key in keys.items()}


def _key(template: str, made_of: object) -> str:
    return "part:" + sha256(repr((template, _code(), made_of)).encode()).hexdigest()


@once
def _code() -> str:
    """Changes with templates, words and numbers in code: what another version of the portal
    rendered is not shown."""
    digest = sha256()
    for folder in ("templates", "common", "rounds", "submissions", "regietafel"):
        for path in sorted((settings.BASE_DIR / folder).rglob("*.*")):
            if path.suffix in (".html", ".py"):
                digest.update(path.read_bytes())
    return digest.hexdigest()
