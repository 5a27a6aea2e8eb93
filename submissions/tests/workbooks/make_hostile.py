"""Files that are no workbook, or a workbook made to do harm.

None of them does when it is only read through.
"""

import struct
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_LZMA, ZipFile, ZipInfo

from openpyxl import Workbook, load_workbook

from submissions.tests.workbooks.tools import LINES, parts_of, put, saved, zipped

Case = Callable[[dict[str, bytes]], bytes]
MB = 1024 * 1024
SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
SHEET_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
XXE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = b"<!DOCTYPE x [<!ENTITY a0 'ha'>%s]>" % b"".join(
    b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)
)


def hostile_cases() -> dict[str, Case]:
    return _other_files() | _other_offices() | _broken() | _bombs() | _xml_attacks() | _too_much()


def _always(content: bytes) -> Case:
    return lambda bases: content


def _other_files() -> dict[str, Case]:
    csv = b"Opgave;Aantal\nReguliere opvang;100\n"
    old = OLE + "Workbook".encode("utf-16-le") + b"\0" * 500
    return {
        "leeg.xlsx": _always(b""),
        "pdf-hernoemd.xlsx": _always(
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
        ),
        "csv-hernoemd.xlsx": _always(csv),
        "csv.csv": _always(b"\xef\xbb\xbf" + csv),
        "jpg-hernoemd.xlsx": _always(b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 50),
        "webpagina-hernoemd.xlsx": _always(b"<html><table><tr><td>100</td></tr></table></html>"),
        "willekeurige-bytes.xlsx": _always(bytes(range(256)) * 8),
        "oude-excel.xls": _always(old),
        "oude-excel-hernoemd.xlsx": _always(old),
        "met-wachtwoord.xlsx": _always(OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500),
        "een-bestand-odf.fods": _always(b'<?xml version="1.0"?><office:document/>'),
    }


def _other_offices() -> dict[str, Case]:
    word = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}
    text = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office/>"}
    locked = (
        b'<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'
    )
    return {
        "word-hernoemd.xlsx": _always(zipped(word)),
        "tekstdocument-hernoemd.ods": _always(zipped(text)),
        "zip-hernoemd.xlsx": _always(zipped({"foto.txt": b"hallo"})),
        "binaire-excel.xlsb": _always(
            zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\x83\x01"})
        ),
        "met-wachtwoord.ods": _replaced("ods", {"META-INF/manifest.xml": locked}),
        "versleutelde-zip.xlsx": _encrypted_flag,
        "macro.xlsm": _macro,
        "macro-hernoemd.xlsx": _replaced("xlsx", {"xl/vbaProject.bin": b"\xcc\x61"}),
        "macro-alleen-inhoudstype.xlsx": _macro_type,
        "macro.ods": _replaced("ods", {"Basic/Standard/Module1.xml": b"<module/>"}),
    }


def _slim(bases: dict[str, bytes], kind: str) -> dict[str, bytes]:
    """The parts, without what only people read: that keeps the corpus small."""
    if kind == "ods":
        left_out = ("Thumbnails/", "Configurations2/")
        return {
            name: part
            for name, part in parts_of(bases["ods"]).items()
            if not name.startswith(left_out)
        }
    book = load_workbook(BytesIO(bases["xlsx"]))
    del book["Toelichting"], book["Lijsten"]
    book[LINES].data_validations.dataValidation = []
    return parts_of(saved(book))


def _replaced(kind: str, changes: dict[str, bytes]) -> Case:
    return lambda bases: zipped(_slim(bases, kind) | changes)


def _macro_type(bases: dict[str, bytes]) -> bytes:
    parts = _slim(bases, "xlsx")
    types = parts["[Content_Types].xml"].replace(SHEET_TYPE, MACRO_TYPE)
    return zipped(parts | {"[Content_Types].xml": types})


def _macro(bases: dict[str, bytes]) -> bytes:
    parts = parts_of(_macro_type(bases))
    return zipped(parts | {"xl/vbaProject.bin": b"\xcc\x61"})


def _encrypted_flag(bases: dict[str, bytes]) -> bytes:
    """Every entry of the directory says that it needs a password."""
    file = bytearray(zipped(_slim(bases, "xlsx")))
    at = file.find(b"PK\x01\x02")
    while at != -1:
        file[at + 8] |= 1
        at = file.find(b"PK\x01\x02", at + 4)
    return bytes(file)


def _broken() -> dict[str, Case]:
    def without_sheet(bases: dict[str, bytes]) -> bytes:
        parts = _slim(bases, "xlsx")
        del parts[SHEET]
        return zipped(parts)

    return {
        "afgekapt.xlsx": lambda bases: zipped(_slim(bases, "xlsx"))[:5000],
        "afgekapt.ods": lambda bases: zipped(_slim(bases, "ods"))[:4000],
        "kapotte-xml.xlsx": _replaced("xlsx", {SHEET: b"<worksheet><sheetData><row>"}),
        "kapotte-xml.ods": _replaced("ods", {"content.xml": b"<office:document-content>"}),
        "blad-ontbreekt-in-de-zip.xlsx": without_sheet,
        "besturingsteken-in-xml.xlsx": lambda bases: _in_part(
            bases, "xlsx", SHEET, b"<sheetData>", b"\x01<sheetData>"
        ),
        "lzma.xlsx": lambda bases: zipped(_slim(bases, "xlsx"), ZIP_LZMA),
        "dubbel-onderdeel.xlsx": _twice,
        "pad-buiten-de-map.xlsx": _replaced("xlsx", {"../../etc/cron.d/x": b"* * * * * root id"}),
    }


def _in_part(bases: dict[str, bytes], kind: str, name: str, old: bytes, new: bytes) -> bytes:
    parts = _slim(bases, kind)
    assert old in parts[name]
    return zipped(parts | {name: parts[name].replace(old, new, 1)})


def _twice(bases: dict[str, bytes]) -> bytes:
    stream = BytesIO(zipped(_slim(bases, "xlsx")))
    with ZipFile(stream, "a") as archive:
        archive.writestr(ZipInfo(SHEET), b"<worksheet/>")
    return stream.getvalue()


def _bombs() -> dict[str, Case]:
    return {
        "zip-bom.xlsx": _replaced("xlsx", {"xl/media/nul.xml": b"<x>" + b" " * 60 * MB + b"</x>"}),
        "zip-bom.ods": _replaced("ods", {"content.xml": b"<x>" + b" " * 60 * MB + b"</x>"}),
        "zip-bom-liegt-over-grootte.xlsx": _lying_bomb,
        "zip-bom-genest.xlsx": lambda bases: zipped(
            {"a.zip": zipped({"b.zip": zipped({"c": b"\0" * 10 * MB})})}
        ),
        "zip-bom-overlappend.xlsx": _overlapping_bomb,
        "miljard-spaties.ods": _spaces,
        "diep-genest.xlsx": _replaced("xlsx", {"xl/diep.xml": b"<x>" * 50_000 + b"</x>" * 50_000}),
        "te-veel-onderdelen.xlsx": _replaced("xlsx", {f"xl/x{n}.xml": b"<x/>" for n in range(300)}),
    }


def _spaces(bases: dict[str, bytes]) -> bytes:
    """A cell with as many spaces as fit in no memory, written in a few characters."""
    parts = _slim(bases, "ods")
    spaces = b'<text:p>azc<text:s text:c="4000000000"/></text:p>'
    assert b"<text:p>azc Assen</text:p>" in parts["content.xml"]
    return zipped(
        parts | {"content.xml": parts["content.xml"].replace(b"<text:p>azc Assen</text:p>", spaces)}
    )


def _lying_bomb(bases: dict[str, bytes]) -> bytes:
    """A part of 60 MB of which both the directory and the part itself say that it is small."""
    file = bytearray(
        zipped(_slim(bases, "xlsx") | {"xl/nul.xml": b"<x>" + b" " * 60 * MB + b"</x>"})
    )
    true_size, lie = struct.pack("<L", 60 * MB + 7), struct.pack("<L", 100)
    return bytes(file.replace(true_size, lie))


def _overlapping_bomb(bases: dict[str, bytes]) -> bytes:
    """One compressed part of 1 MB that the directory names a hundred times."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in _slim(bases, "xlsx").items():
            archive.writestr(name, content)
        archive.writestr(ZipInfo("xl/m.xml"), b"<x>" + b" " * MB + b"</x>", 8, 9)
        kernel = archive.infolist()[-1]
        for number in range(100):
            again = ZipInfo(f"xl/m{number}.xml")
            for field in ("header_offset", "CRC", "compress_size", "file_size", "compress_type"):
                setattr(again, field, getattr(kernel, field))
            archive.filelist.append(again)
    return stream.getvalue()


def _xml_attacks() -> dict[str, Case]:
    def in_sheet(doctype: bytes, entity: bytes) -> Case:
        return lambda bases: zipped(
            _slim(bases, "xlsx") | {SHEET: doctype + b"<x>&" + entity + b";</x>"}
        )

    def in_content(doctype: bytes, entity: bytes) -> Case:
        return _replaced("ods", {"content.xml": doctype + b"<x>&" + entity + b";</x>"})

    wide = f'<?xml version="1.0" encoding="UTF-16"?>{XXE.decode()}<x>&e;</x>'.encode("utf-16")
    return {
        "xxe.xlsx": in_sheet(XXE, b"e"),
        "xxe.ods": in_content(XXE, b"e"),
        "xxe-in-utf-16.xlsx": _replaced("xlsx", {SHEET: wide}),
        "xxe-in-een-onderdeel-met-andere-naam.xlsx": _replaced(
            "xlsx", {"xl/worksheets/sheet1.dat": XXE + b"<x>&e;</x>"}
        ),
        "miljard-lachen.xlsx": in_sheet(LAUGHS, b"a9"),
        "miljard-lachen.ods": in_content(LAUGHS, b"a9"),
    }


def _too_much() -> dict[str, Case]:
    return {
        "half-miljoen-rijen.xlsx": _many_rows,
        "drieduizend-gevulde-rijen.xlsx": _filled_rows,
        "miljoen-herhaalde-gevulde-rijen.ods": _repeated_rows,
    }


def _many_rows(bases: dict[str, bytes]) -> bytes:
    """Half a million empty rows, few of which have a number: that keeps the file small."""
    rows = b"".join(b'<row r="%d"/>' % number + b"<row/>" * 49 for number in range(20, 500_020, 50))
    return _in_part(bases, "xlsx", SHEET, b"</sheetData>", rows + b"</sheetData>")


def _filled_rows(bases: dict[str, bytes]) -> bytes:
    book: Workbook = load_workbook(BytesIO(zipped(_slim(bases, "xlsx"))))
    for number in range(4, 3004):
        put(book, number, Plaats="x")
    return saved(book)


def _repeated_rows(bases: dict[str, bytes]) -> bytes:
    parts = _slim(bases, "ods")
    row = (
        b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        b'office:value-type="string" '
        b'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
    )
    return zipped(parts | {"content.xml": parts["content.xml"].replace(b"</table:table>", row, 1)})
