"""The text of a cell of an .ods, as a person sees it."""

from collections.abc import Iterator

from odfdo import Cell, Element

NOT_IN_THE_TEXT = {"office:annotation", "text:ruby-text", "text:note"}


def text_of(cell: Cell) -> str:
    """A note that hangs on the cell is not part of it, and of a link only its words are."""
    paragraphs = ["".join(_pieces(paragraph)) for paragraph in cell.get_elements("text:p")]
    return "\n".join(paragraphs) if paragraphs else cell.string


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element.children:
        if child.tag == "text:s":
            yield " " * (child.get_attribute_integer("text:c") or 1)
        elif child.tag == "text:tab":
            yield "\t"
        elif child.tag == "text:line-break":
            yield "\n"
        elif child.tag not in NOT_IN_THE_TEXT:
            yield from _pieces(child)
        yield child.tail or ""
