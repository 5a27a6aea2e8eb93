"""When two people change the same thing: nothing is overwritten unseen, and who was second is told.

Plain data in, plain data out. What a form carries along is a fingerprint of what the person saw.
"""

import hashlib
import json
from collections.abc import Mapping

from common.refused import Refused
from common.texts import normalise


class Outdated(Refused):
    """Somebody else was first: what the person saw is no longer what is stored."""


def fingerprint(value: object) -> str:
    """Of plain data, at most nested lists and mappings: differs when what it says differs.

    Empty is empty, however it was written, so None, False and "" have the same.
    """
    text = json.dumps(_canonical(value), sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _canonical(value: object) -> object:
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, Mapping):
        return {str(key): _canonical(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(inner) for inner in value]
    return "" if value is None or value is False else value
