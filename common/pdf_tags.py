"""What weasyprint leaves out of the tags of a PDF, and PDF/UA-1 asks for (ISO 14289-1).

The head of a table says whether it is that of a column or of a row (7.5), and what stands in the
margin of every page is marked as no part of the text (7.8).
"""

from collections import defaultdict
from io import BytesIO
from typing import Any

import pikepdf

IN_THE_MARGIN = pikepdf.Dictionary(Type=pikepdf.Name.Pagination)


def with_complete_tags(made: bytes) -> bytes:
    """The same PDF always gives the same bytes."""
    with pikepdf.open(BytesIO(made)) as document:
        tree = Tree()
        tree.walk(document.Root.StructTreeRoot.K, "/Row")
        for page in document.pages:
            _mark_margins(document, page, tree.spoken[page.obj.objgen])
        saved = BytesIO()
        document.save(saved, deterministic_id=True)
    return saved.getvalue()


class Tree:
    """`spoken` are by page the numbers of the pieces of its content that are in the tree."""

    def __init__(self) -> None:
        self.spoken: dict[tuple[int, int], set[int]] = defaultdict(set)

    def walk(self, elements: Any, scope: str, page: tuple[int, int] = (0, 0)) -> None:
        for element in elements if isinstance(elements, pikepdf.Array) else [elements]:
            if not isinstance(element, pikepdf.Dictionary):
                self.spoken[page].add(int(element))
            elif "/K" in element:
                self._visit(element, scope, page)

    def _visit(self, element: Any, scope: str, page: tuple[int, int]) -> None:
        kind = element.get("/S")
        if kind == "/TH":
            element.A.Scope = pikepdf.Name(scope)
        own = element.Pg.objgen if "/Pg" in element else page
        self.walk(element.K, "/Column" if kind == "/THead" else scope, own)


def _mark_margins(document: pikepdf.Pdf, page: pikepdf.Page, spoken: set[int]) -> None:
    instructions = list(pikepdf.parse_content_stream(page))
    for index, instruction in enumerate(instructions):
        if str(instruction.operator) == "BDC":
            _, properties = instruction.operands
            number = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
            if number is not None and int(number) not in spoken:
                instructions[index] = _artifact()
    page.Contents = document.make_stream(pikepdf.unparse_content_stream(instructions))


def _artifact() -> pikepdf.ContentStreamInstruction:
    return pikepdf.ContentStreamInstruction(
        [pikepdf.Name.Artifact, IN_THE_MARGIN], pikepdf.Operator("BDC")
    )
