"""In which letters a form comes: UTF-8, whatever a visitor says."""

import re
from collections.abc import Callable, Iterable
from typing import Any

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]

BOUNDARY = re.compile(r';\s*boundary="?([^";]+)', re.IGNORECASE)


class FormsInUtf8:
    """Keeps of the Content-Type what a form needs: what it is, and what stands between its parts.

    Django reads the address in the encoding that stands there, before it can answer with a page of
    ours: with `charset=idna`, or with a parameter that it cannot read, the visitor would get the
    bare English error of the server. Every form of the portal is UTF-8; browsers do not name it.
    """

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        environ["CONTENT_TYPE"] = plain(environ.get("CONTENT_TYPE") or "")
        return self.application(environ, start_response)


def plain(content_type: str) -> str:
    kind = content_type.partition(";")[0].strip()
    boundary = BOUNDARY.search(content_type)
    return f'{kind}; boundary="{boundary[1].strip()}"' if boundary else kind
