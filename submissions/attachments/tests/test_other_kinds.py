"""Files of kinds that we do not take: the sentence says what they are and what to do."""

import pytest

from submissions.attachments.files import FileRefused, check_upload
from submissions.questions.tests.talk import make_docx, make_zip, upload

pytestmark = pytest.mark.any_database

TEMPLATE_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_SHEET = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
ODS = "application/vnd.oasis.opendocument.spreadsheet"

HEIC = b"\0\0\0\x18ftypheic" + b"\0" * 100
TIFF = b"II*\0" + b"\0" * 100
WEBP = b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 100
RTF = b"{\\rtf1 besluit}"
EML = b"From: griffie@assen.example\r\nSubject: besluit\r\n\r\nZie bijlage."


def ole(*streams: str) -> bytes:
    names = b"".join(stream.encode("utf-16-le") for stream in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + names


OLD_WORD = ole("Root Entry", "WordDocument")
MAIL_WITH_WORD = ole("__properties_version1.0", "WordDocument")
XLSX = make_docx(SHEET, main="xl/workbook.xml")
XLSM = make_docx(MACRO_SHEET, main="xl/workbook.xml")

REFUSED = {
    "foto.heic": (HEIC, "HEIC-foto.* als JPEG, PNG of PDF"),
    "foto als.jpg": (HEIC, "HEIC-foto.* als JPEG, PNG of PDF"),
    "scan.tif": (TIFF, "TIFF-afbeelding.* als JPEG, PNG of PDF"),
    "scan als.pdf": (TIFF, "TIFF-afbeelding"),
    "foto.webp": (WEBP, "WebP-afbeelding.* als JPEG, PNG of PDF"),
    "webp als.jpg": (WEBP, "WebP-afbeelding"),
    "gif als.png": (b"GIF89a", "GIF-afbeelding"),
    "besluit.doc": (OLD_WORD, r"oude soort \(.doc\). Sla het in Word op als .docx of PDF"),
    "oud word als.docx": (OLD_WORD, r"oude soort \(.doc\). Sla het in Word op als .docx of PDF"),
    "rtf als.docx": (RTF, "RTF-document"),
    "besluit.rtf": (RTF, "RTF-document. Sla het op als PDF"),
    "bericht.msg": (MAIL_WITH_WORD, "e-mail. Sla de bijlage uit de e-mail op"),
    "bericht als.docx": (MAIL_WITH_WORD, "e-mail. Sla de bijlage uit de e-mail op"),
    "bericht.eml": (EML, "e-mail. Sla de bijlage uit de e-mail op"),
    "brief.pages": (make_zip({"Index/Document.iwa": "x"}), "Pages. Exporteer het als PDF"),
    "oud.docm": (b"x", "Sla het op als .docx of PDF"),
    "sjabloon.dotx": (make_docx(TEMPLATE_MAIN), "sjabloon van Word. Sla het document op"),
    "sjabloon als.docx": (make_docx(TEMPLATE_MAIN), "sjabloon van Word. Sla het document op"),
    "bijlage 3.xlsx": (XLSX, "‘Bijlage 3 in Excel’ op de bijdragepagina"),
    "bijlage 3.ods": (make_zip({"mimetype": ODS}), "‘Bijlage 3 in Excel’ op de bijdragepagina"),
    "bijlage 3.xlsm": (XLSM, "‘Bijlage 3 in Excel’ op de bijdragepagina"),
    "bijlage 3.xls": (ole("Workbook", "WordDocument"), "‘Bijlage 3 in Excel’"),
    "oud excel als.docx": (ole("Workbook"), "‘Bijlage 3 in Excel’"),
    "alles.zip": (make_zip({"besluit.pdf": "x"}), "Pak het uit"),
    "onbekend oud.docx": (ole("Root Entry"), "heet Word-document, maar is het niet"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_kind_that_is_not_taken_is_refused_with_what_to_do(name: str) -> None:
    content, words = REFUSED[name]
    with pytest.raises(FileRefused, match=words) as refused:
        check_upload(upload(name, content), most_megabytes=1)
    assert refused.value.message.endswith(".")
