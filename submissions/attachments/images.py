"""Is this a sound picture? Judged without unpacking it."""

import struct
from io import BytesIO

from PIL import Image

from submissions.attachments.refusals import FileRefused, OtherKind, damaged

MOST_PIXELS = 80_000_000

PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8\xff"


def check_png(content: bytes) -> None:
    with _open_image(content, "PNG", PNG_START) as image:
        try:
            image.verify()  # the checksums of all parts, without unpacking the picture
        except IMAGE_ERRORS as error:
            raise damaged() from error


def check_jpeg(content: bytes) -> None:
    """Pillow reads the head; that the end is there is seen without decoding.

    Cameras put small things behind it.
    """
    with _open_image(content, "JPEG", JPEG_START):
        if b"\xff\xd9" not in content[-65536:]:
            raise damaged()


# What Pillow raises for images that are damaged or made to mislead.
IMAGE_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    struct.error,
    MemoryError,
    IndexError,
    OverflowError,
)


def _open_image(content: bytes, kind: str, start: bytes) -> Image.Image:
    """Reads the size from the head and nothing of the picture itself."""
    if not content.startswith(start):
        raise OtherKind
    try:
        image = Image.open(BytesIO(content), formats=[kind])
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except IMAGE_ERRORS as error:
        raise damaged() from error
    if image.width * image.height > MOST_PIXELS:
        raise _too_many_pixels()
    return image


def _too_many_pixels() -> FileRefused:
    return FileRefused(
        "Deze afbeelding heeft te veel beeldpunten. Maak de afbeelding kleiner en kies het "
        "bestand opnieuw."
    )
