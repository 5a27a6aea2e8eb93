"""The corpus of files: what is taken, what is refused and with which words.

Made here, by the case in its name.
"""

import struct
import zlib

import pytest

from submissions.attachments.documents import LIMITS
from submissions.attachments.files import (
    LONGEST_NAME,
    CheckedFile,
    FileRefused,
    check_upload,
    clean_name,
)
from submissions.questions.tests.talk import (
    ODT,
    PDF,
    make_docx,
    make_image,
    make_odt,
    make_zip,
    upload,
)

pytestmark = pytest.mark.any_database

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

VBA = "application/vnd.ms-office.vbaProject"

MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"

PNG, JPEG = make_image("PNG"), make_image("JPEG")


def png_of_size(width: int, height: int) -> bytes:
    """A head that promises a huge picture, and hardly anything behind it."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + head
        + struct.pack(">I", zlib.crc32(head))
        + PNG[33:]
    )


def zip_that_promises(size: int) -> bytes:
    """A Word document of which the directory says that a part is this large when unpacked."""
    content = make_docx(parts={"word/media/x.bin": b"\0" * 1000})
    entry = content.rfind(b"PK\x01\x02", 0, content.rfind(b"word/media/x.bin"))
    return content[: entry + 24] + struct.pack("<I", size) + content[entry + 28 :]


def with_password(content: bytes) -> bytes:
    entry = content.find(b"PK\x01\x02")
    return content[: entry + 8] + struct.pack("<H", 1) + content[entry + 10 :]


def twice_the_same_name() -> bytes:
    return make_docx(parts={"word/aaaaaaaa.xml": "1", "word/bbbbbbbb.xml": "2"}).replace(
        b"bbbbbbbb", b"aaaaaaaa"
    )


BASIC_LIBRARY = {
    "Basic/script-lc.xml": "<libraries><library name='Standard'/></libraries>",
    "Basic/Standard/script-lb.xml": "<library><element name='Module1'/></library>",
}

COMMENT, CODE = "REM  *****  BASIC  *****\n' niets\n\n", "Sub Main\nMsgBox 1\nEnd Sub\n"

MANIFEST = "<manifest><file-entry><encryption-data/></file-entry></manifest>"


def basic_module(text: str) -> dict[str, str | bytes]:
    """As LibreOffice writes it, with its declaration."""
    declared = '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD 1.0//EN" "module.dtd">'
    module = (
        f'<script:module xmlns:script="http://openoffice.org/2000/script">{text}</script:module>'
    )
    return {"Basic/Standard/Module1.xml": f'<?xml version="1.0"?>\n{declared}\n{module}'}


OLE_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")

GOOD = {
    "besluit.pdf": (PDF, "application/pdf"),
    "hoofdletters.PDF": (PDF, "application/pdf"),
    "onleesbaar slot.pdf": (
        PDF.replace(b"trailer <<", b"trailer <</Encrypt 2 0 R"),
        "application/pdf",
    ),
    "wit erachter.pdf": (PDF + b"\n" * 500, "application/pdf"),
    "bom ervoor.pdf": (b"\xef\xbb\xbf" + PDF, "application/pdf"),
    "regel ervoor.pdf": (b"\r\n" + PDF, "application/pdf"),
    "kop van een mail ervoor.pdf": (
        b"--grens\r\nContent-Type: application/pdf\r\n\r\n" + PDF,
        "application/pdf",
    ),
    "nullen erachter.pdf": (PDF + b"\0" * 5000, "application/pdf"),
    "brief.docx": (make_docx(), WORD),
    "andere naam van het hoofddeel.docx": (make_docx(main="word/document2.xml"), WORD),
    "ingepakte soort.odt": (make_odt(stored=()), ODT),
    "met plaatje.docx": (make_docx(parts={"word/media/image1.png": PNG}), WORD),
    "tekst.odt": (make_odt(), ODT),
    "lege bibliotheek.odt": (make_odt(parts=BASIC_LIBRARY), ODT),
    "module zonder regels.odt": (make_odt(parts=BASIC_LIBRARY | basic_module(COMMENT)), ODT),
    "mappen.odt": (make_odt(parts={"Basic/": "", "Basic/Standard/": "", "Scripts/": ""}), ODT),
    "met plaatje.odt": (make_odt(parts={"Pictures/1.png": PNG}), ODT),
    "scan.png": (PNG, "image/png"),
    "doorzichtig.png": (make_image("PNG", (1, 1)), "image/png"),
    "foto.jpg": (JPEG, "image/jpeg"),
    "groot.jpeg": (make_image("JPEG", (4000, 3000)), "image/jpeg"),
    "progressief.jpg": (make_image("JPEG", (64, 64), progressive=True), "image/jpeg"),
}

BAD = {
    "leeg.pdf": (b"", "leeg"),
    "te groot.pdf": (PDF + b" " * 1024 * 1024, "hoogstens 1 MB"),
    "net te groot.pdf": (PDF + b" " * (1024 * 1024 - len(PDF) + 1), "Dit bestand is 1,1 MB"),
    "programma.exe": (b"MZ" + b"\0" * 100, "Dit soort bestand kan niet"),
    "pagina.html": (b"<script>alert(1)</script>", "Dit soort bestand kan niet"),
    "plaatje.svg": (b"<svg onload='x'/>", "Dit soort bestand kan niet"),
    "programma zonder extensie": (b"MZ" + b"\0" * 100, "Dit soort bestand kan niet"),
    "macro.docm": (make_docx(MACRO_MAIN), "macro"),
    "html als.pdf": (b"<html>%PDF-1.7 %%EOF</html>", "heet PDF, maar is het niet"),
    "afgebroken.pdf": (PDF[:20], "beschadigd"),
    "zip als.docx": (make_zip({"a.txt": "x"}), "maar is het niet"),
    "macro in.docx": (make_docx(parts={"word/vbaProject.bin": b"x"}), "macro"),
    "macro onder een andere naam.docx": (make_docx(VBA), "macro"),
    "docm als.docx": (make_docx(MACRO_MAIN), "macro"),
    "afgebroken.docx": (make_docx()[:60], "beschadigd"),
    "bom.docx": (zip_that_promises(2**31), "uitgepakt te groot"),
    "te veel delen.docx": (
        make_docx(parts={f"p{n}": "" for n in range(LIMITS.parts)}),
        "te veel delen",
    ),
    "met wachtwoord.docx": (with_password(make_docx()), "wachtwoord"),
    "wijst naar buiten.docx": (make_docx(parts={"../../etc/passwd": "x"}), "beschadigd"),
    "vanaf de wortel.docx": (make_docx(parts={"/etc/passwd": "x"}), "beschadigd"),
    "dezelfde naam twee keer.docx": (twice_the_same_name(), "beschadigd"),
    "xml bom.docx": (
        make_docx(parts={"[Content_Types].xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "beschadigd",
    ),
    "kapotte xml.docx": (make_docx(parts={"[Content_Types].xml": "<a"}), "beschadigd"),
    "lange xml.docx": (
        make_docx(parts={"[Content_Types].xml": "<a>" + " " * 300_000 + "</a>"}),
        "beschadigd",
    ),
    "rekenblad als.odt": (
        make_odt("application/vnd.oasis.opendocument.spreadsheet"),
        "maar is het niet",
    ),
    "met label.docx": (OLE_ENCRYPTED, "wachtwoord of een beveiligingslabel"),
    "html ervoor.pdf": (b"<script>x</script>" + PDF, "heet PDF, maar is het niet"),
    "ver weg.pdf": (b" " * 2000 + PDF, "heet PDF, maar is het niet"),
    "met wachtwoord.odt": (make_odt(parts={"META-INF/manifest.xml": MANIFEST}), "wachtwoord"),
    "met wachtwoord van nu.odt": (
        make_zip(
            {"mimetype": ODT, "encrypted-package": "x", "META-INF/manifest.xml": MANIFEST},
        ),
        "wachtwoord",
    ),
    "basic.odt": (make_odt(parts=BASIC_LIBRARY | basic_module(COMMENT + CODE)), "macro"),
    "basic onleesbaar.odt": (
        make_odt(parts={"Basic/Standard/Module1.xml": "x"}),
        "macro",
    ),
    "basic met slot.odt": (make_odt(parts={"Basic/Standard/Module1.pba": b"x"}), "macro"),
    "basic na veel leegte.odt": (make_odt(parts=basic_module(" " * 300_000 + CODE)), "macro"),
    "basic met entiteit.odt": (
        make_odt(parts={"Basic/Standard/Module1.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "macro",
    ),
    "scripts.odt": (make_odt(parts={"Scripts/python/x.py": "x"}), "macro"),
    "afgebroken.odt": (make_odt()[:80], "beschadigd"),
    "html als.png": (b"<html>", "maar is het niet"),
    "afgebroken.png": (PNG[:-20], "beschadigd"),
    "veranderd.png": (PNG.replace(b"IDAT", b"IDAT\x00", 1), "beschadigd"),
    "afgebroken.jpg": (make_image("JPEG", (64, 64))[:-10], "beschadigd"),
    "bom.png": (png_of_size(30_000, 30_000), "te veel beeldpunten"),
    "grote bom.png": (png_of_size(9_000, 9_000), "te veel beeldpunten"),
    "kop zonder beeld.jpg": (JPEG[:4], "beschadigd"),
    "kop zonder beeld.png": (PNG[:12], "beschadigd"),
    "afgebroken jpeg als.png": (make_image("JPEG", (64, 64))[:-10], "beschadigd"),
    "docm als.odt": (make_docx(MACRO_MAIN), "macro"),
}


def check(name: str, content: bytes) -> CheckedFile:
    return check_upload(upload(name, content), most_megabytes=1)


@pytest.mark.parametrize("name", GOOD)
def test_file_is_taken_with_our_own_type_when_sound(name: str) -> None:
    content, media_type = GOOD[name]
    assert check(name, content) == CheckedFile(name, media_type, content)


OTHER_NAME = {
    "foto.jpg": (PNG, "foto.png"),
    "foto.png": (JPEG, "foto.jpg"),
    "foto.jfif": (JPEG, "foto.jpg"),
    "foto.heic": (JPEG, "foto.jpg"),
    "scan.pdf": (PNG, "scan.png"),
    "brief.docx": (PDF, "brief.pdf"),
    "besluit.odt": (make_docx(), "besluit.docx"),
    "besluit.docx": (make_odt(), "besluit.odt"),
    "besluit.doc": (make_docx(), "besluit.docx"),
    "besluit.docm": (make_docx(), "besluit.docx"),
    "besluit.jpg.": (JPEG, "besluit.jpg"),
    "besluit.jpg . .": (JPEG, "besluit.jpg"),
    "besluit": (PDF, "besluit.pdf"),
    "besluit van 12.3.2024": (PDF, "besluit van 12.3.2024.pdf"),
    "dubbel.pdf.exe": (PDF, "dubbel.pdf.exe.pdf"),
    "...": (PDF, "bijlage.pdf"),
}


@pytest.mark.parametrize("name", OTHER_NAME)
def test_file_gets_the_extension_of_its_content_when_sound(name: str) -> None:
    content, right = OTHER_NAME[name]
    assert check(name, content).name == right


@pytest.mark.parametrize("name", BAD)
def test_file_is_refused_in_words_when_not_sound(name: str) -> None:
    content, words = BAD[name]
    with pytest.raises(FileRefused, match=words) as refused:
        check(name, content)
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("extension", [".pdf", ".docx", ".odt", ".png", ".jpg"])
@pytest.mark.parametrize(
    "content", [PDF, make_docx(), make_odt(), PNG, JPEG], ids=["pdf", "docx", "odt", "png", "jpg"]
)
def test_every_cut_of_a_file_is_judged_without_a_fault(content: bytes, extension: str) -> None:
    """Whatever the content: taken or refused, never an error of a library."""
    for end in range(1, len(content), max(1, len(content) // 40)):
        try:
            check(f"x{extension}", content[:end])
        except FileRefused as refused:
            assert refused.message


def test_file_is_not_read_when_too_large() -> None:
    file = upload("x.pdf", PDF)
    file.size = 2 * 1024 * 1024
    with pytest.raises(FileRefused, match="2,0 MB"):
        check_upload(file, most_megabytes=1)
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("besluit.pdf", "besluit.pdf"),
        ("C:\\Users\\jan\\besluit.pdf", "besluit.pdf"),
        ("../../etc/besluit.pdf", "besluit.pdf"),
        ("be\x00slu\x1fit\r\n.pdf", "besluit.pdf"),
        ("fdp.\u202etxe.pdf", "fdp.txe.pdf"),
        ("  veel   wit  .pdf", "veel wit.pdf"),
        (".pdf", "bijlage.pdf"),
        ("...pdf", "bijlage.pdf"),
        ("besluit.jpg.", "besluit.jpg"),
        ("cafe\u0301.pdf", "café.pdf"),
        ("a" * 300 + ".pdf", "a" * (LONGEST_NAME - 4) + ".pdf"),
        ("besluit", "besluit"),
        ("", ""),
    ],
)
def test_name_is_cleaned_when_it_hides_something(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept
