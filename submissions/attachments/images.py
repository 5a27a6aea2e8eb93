"""Is this a sound picture? Judged without unpacking it."""

import struct
from io import BytesIO

from PIL import Image

from submissions.attachments.refusals import FileRefused, damaged, not_what_it_says

MOST_PIXELS = 80_000_000


def check_png(content: bytes) -> None:
    with _open_image(content, "PNG") as image:
        try:
            image.verify()  # the checksums of all parts, without unpacking the picture
        except IMAGE_ERRORS as error:
            raise damaged("afbeelding") from error


def check_jpeg(content: bytes) -> None:
    """Pillow reads the head; that the end is there is seen without decoding.

    Cameras put small things behind it.
    """
    with _open_image(content, "JPEG"):
        if b"\xff\xd9" not in content[-65536:]:
            raise damaged("afbeelding")


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


def _open_image(content: bytes, kind: str) -> Image.Image:
    """Reads the size from the head and nothing of the picture itself."""
    try:
        image = Image.open(BytesIO(content), formats=[kind])
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except IMAGE_ERRORS as error:
        raise not_what_it_says(f"{kind}-afbeelding") from error
    if image.width * image.height > MOST_PIXELS:
        raise _too_many_pixels()
    return image


def _too_many_pixels() -> FileRefused:
    return FileRefused(
        "Deze afbeelding heeft te veel beeldpunten. Maak de afbeelding kleiner en kies het "
        "bestand opnieuw."
    )
