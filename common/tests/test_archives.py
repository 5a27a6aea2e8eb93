"""What a zip file of somebody else may not do, whatever kind of document it is."""

import zipfile
from io import BytesIO

import pytest

from common.archives import ArchiveFault, Limits, UnsafeArchive, check_parts, open_archive

LIMITS = Limits(parts=3, unpacked=5_000, elements=10)
PLAIN = {"a.xml": b"<a/>"}


def zip_of(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def fault_of(content: bytes) -> ArchiveFault | None:
    try:
        with open_archive(content, LIMITS) as archive:
            check_parts(archive, LIMITS)
    except UnsafeArchive as error:
        return error.fault
    return None


def test_sound_archive_is_opened() -> None:
    assert fault_of(zip_of(PLAIN)) is None


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (zip_of({f"{n}.xml": b"<a/>" for n in range(4)}), ArchiveFault.TOO_MANY_PARTS),
        (zip_of({"a.bin": b" " * 5_001}), ArchiveFault.TOO_LARGE),
        (zip_of({"../a.xml": b"<a/>"}), ArchiveFault.MISLEADING),
        (zip_of({"C:a.xml": b"<a/>"}), ArchiveFault.MISLEADING),
        (zip_of({"a.xml": b"<a/>", "A.XML": b"<a/>"}), ArchiveFault.MISLEADING),
        (zip_of({"a.xml": b"<!DOCTYPE a><a/>"}), ArchiveFault.MISLEADING),
        (zip_of({"a.xml": b"<a>" * 8}), ArchiveFault.DAMAGED),
        (zip_of({"a.xml": b"<a>" + b"<b/>" * 10 + b"</a>"}), ArchiveFault.TOO_MANY_ELEMENTS),
        (zip_of(PLAIN, zipfile.ZIP_BZIP2), ArchiveFault.DAMAGED),
        (zip_of(PLAIN)[:-10], ArchiveFault.DAMAGED),
        (zip_of(PLAIN).replace(b"\x14\x00\x00\x00", b"\x14\x00\x01\x00"), ArchiveFault.ENCRYPTED),
    ],
    ids=[
        "many parts",
        "large",
        "outside",
        "on a drive",
        "twice",
        "document type",
        "not closed",
        "many elements",
        "other packing",
        "cut off",
        "password",
    ],
)
def test_unsafe_archive_is_told_by_its_fault(content: bytes, fault: ArchiveFault) -> None:
    assert fault_of(content) is fault


def test_zip_of_which_the_directory_lies_is_stopped_while_unpacking() -> None:
    """Also when the lie would get past the directory: the budget counts what really comes out."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.xml", b"<x>" + b" " * 10_000 + b"</x>")
    with zipfile.ZipFile(stream) as archive, pytest.raises(UnsafeArchive) as stopped:
        check_parts(archive, Limits(parts=1, unpacked=5_000))
    assert stopped.value.fault is ArchiveFault.TOO_LARGE
