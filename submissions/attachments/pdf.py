"""Is this a sound PDF, that others can open too?

pypdf reads the trailer and the root of the pages, and nothing more (docs/adr/0009). What it cannot
read is taken: readers open much that is odd.
"""

from io import BytesIO
from time import monotonic

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import FileNotDecryptedError
from pypdf.generic import ArrayObject, DictionaryObject

from common.archives import MB
from submissions.attachments.refusals import FileRefused, OtherKind, damaged

FARTHEST_START = 1024
PADDING = b"\0 \t\r\n"

LONGEST_SECONDS = 1.0
MOST_XREF_ENTRIES = 100_000
SMALL_STREAMS = Configuration(
    maximum_declared_stream_length=10 * MB,
    zlib_maximum_output_length=MB,
    lzw_maximum_output_length=MB,
    run_length_maximum_output_length=MB,
    stream_decoding_work_maximum_length=4 * MB,
)


def check_pdf(content: bytes) -> None:
    """A PDF that is locked against changing is taken: that is common on decisions.

    Mail programs and document systems put a line or a header before it, and zeros behind; readers
    look for it in the first thousand bytes.
    """
    start = content[:FARTHEST_START].find(b"%PDF-")
    if start < 0 or b"<" in content[:start]:
        raise OtherKind
    bare = content[start:].rstrip(PADDING)
    if b"%%EOF" not in bare[-2048:]:
        raise damaged()
    _check_that_it_opens(bare)


def _check_that_it_opens(content: bytes) -> None:
    try:
        pages = _number_of_top_pages(content)
    except FileNotDecryptedError as error:
        raise FileRefused(
            "Dit PDF-bestand is beveiligd met een wachtwoord. Sla het op zonder wachtwoord en kies "
            "het opnieuw."
        ) from error
    except Exception:  # pypdf raises whatever it stumbles on in a file that is odd or hostile
        return
    if pages == 0:
        raise FileRefused(
            "In dit PDF-bestand staan geen pagina’s. Maak het PDF-bestand opnieuw en kies dat."
        )


def _number_of_top_pages(content: bytes) -> int | None:
    """The pages, or bundles of pages, at the root; None when that is not told.

    Strict: then pypdf does not search the whole file to repair it, which can take very long.
    """
    with apply_configuration(SMALL_STREAMS):
        reader = PdfReader(
            _Hurried(content), strict=True, xref_stream_maximum_entries=MOST_XREF_ENTRIES
        )
        root = reader.trailer["/Root"].get_object()
        pages = root["/Pages"] if isinstance(root, DictionaryObject) else None
        bundles = pages["/Kids"] if isinstance(pages, DictionaryObject) else None
        return len(bundles) if isinstance(bundles, ArrayObject) else None


class _Hurried(BytesIO):
    """Stops whoever reads it for too long."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.until = monotonic() + LONGEST_SECONDS

    def read(self, size: int | None = -1, /) -> bytes:
        if monotonic() > self.until:
            raise TimeoutError
        return super().read(size)
