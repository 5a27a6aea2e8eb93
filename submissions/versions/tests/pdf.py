"""Reading a PDF back: its text, and its tags as a screen reader walks them."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from common.pdf import make_pdf
from submissions.models import Version
from submissions.versions.pdf import version_html


def version_pdf(version: Version) -> bytes:
    return make_pdf(version_html(version))


def read(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def root_of(data: bytes) -> Any:
    return read(data).trailer["/Root"]


def text_of(data: bytes) -> str:
    """All text without white space: where a line ends is up to the paper."""
    return squeezed("".join(page.extract_text() for page in read(data).pages))


def squeezed(text: str) -> str:
    return re.sub(
        r"[\s\0]+", "", text
    )  # pypdf reads a page with a joined emoji with a zero before each letter


def tags(data: bytes) -> list[tuple[str, dict]]:
    """Every tag with its element, in reading order."""
    return list(_walk(root_of(data)["/StructTreeRoot"]["/K"]))


def _walk(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from _walk(child)
    elif isinstance(node, dict) and "/S" in node:
        yield node["/S"].removeprefix("/"), node
        yield from _walk(node.get("/K", []))


def children(element: dict) -> list[str]:
    kids = [
        kid.get_object() if hasattr(kid, "get_object") else kid for kid in element.get("/K", [])
    ]
    return [kid["/S"].removeprefix("/") for kid in kids if isinstance(kid, dict) and "/S" in kid]
