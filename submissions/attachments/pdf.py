"""Is this a sound PDF?"""

from submissions.attachments.refusals import OtherKind, damaged

FARTHEST_START = 1024
PADDING = b"\0 \t\r\n"


def check_pdf(content: bytes) -> None:
    """A PDF that is locked against changing is taken: that is common on decisions.

    Mail programs and document systems put a line or a header before it, and zeros behind; readers
    look for it in the first thousand bytes.
    """
    start = content[:FARTHEST_START].find(b"%PDF-")
    if start < 0 or b"<" in content[:start]:
        raise OtherKind
    if b"%%EOF" not in content.rstrip(PADDING)[-2048:]:
        raise damaged()
