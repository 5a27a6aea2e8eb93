"""The kinds of file that people choose and that we do not take, with a sentence that says what to
do: recognised by the name, and by content where the name says nothing or lies."""

from common.archives import OLE

AS_DOCUMENT = "als PDF of als Word-document (.docx) en kies dat bestand."
AS_PICTURE = "Sla de afbeelding op als JPEG, PNG of PDF en kies dat bestand."
AS_PDF = "Sla het bestand op als PDF en kies dat bestand."

HEIC = f"Dit is een HEIC-foto, en die kan niet iedereen openen. {AS_PICTURE}"
TIFF = f"Dit is een TIFF-afbeelding. {AS_PICTURE}"
WEBP = f"Dit is een WebP-afbeelding. {AS_PICTURE}"
GIF = f"Dit is een GIF-afbeelding. {AS_PICTURE}"
OLD_WORD = (
    "Dit is een Word-document van de oude soort (.doc). Sla het in Word op als .docx of PDF en "
    "kies dat bestand."
)
MAIL = (
    "Dit is een e-mail. Sla de bijlage uit de e-mail op en kies die, of sla de e-mail op als PDF "
    "en kies dat bestand."
)
RTF = f"Dit is een RTF-document. Sla het op {AS_DOCUMENT}"
WITH_MACROS = (
    "Dit is een Word-document voor macro’s. Sla het op als .docx of PDF en kies dat bestand."
)
TEMPLATE = "Dit is een sjabloon van Word. Sla het document op als .docx of PDF en kies dat bestand."
WORKBOOK = (
    "Dit is een Excel- of ODS-bestand. Heeft u hierin bijlage 3 ingevuld? Lees het dan in bij "
    "‘Bijlage 3 in Excel’ op de bijdragepagina. Sla een ander bestand van deze soort op als PDF en "
    "kies dat."
)
PRESENTATION = f"Dit is een presentatie. {AS_PDF}"
PACKED = "In dit bestand zijn andere bestanden ingepakt. Pak het uit en kies die een voor een."

REMEDIES = {
    ".heic": HEIC,
    ".heif": HEIC,
    ".tif": TIFF,
    ".tiff": TIFF,
    ".webp": WEBP,
    ".gif": GIF,
    ".bmp": f"Dit is een BMP-afbeelding. {AS_PICTURE}",
    ".doc": OLD_WORD,
    ".rtf": RTF,
    ".msg": MAIL,
    ".eml": MAIL,
    ".pages": f"Dit is een document van Pages. Exporteer het {AS_DOCUMENT}",
    ".docm": WITH_MACROS,
    ".dotx": TEMPLATE,
    ".dotm": TEMPLATE,
    ".dot": TEMPLATE,
    ".ott": f"Dit is een sjabloon van LibreOffice. Sla het document op {AS_DOCUMENT}",
    ".xlsx": WORKBOOK,
    ".xlsm": WORKBOOK,
    ".xls": WORKBOOK,
    ".ods": WORKBOOK,
    ".ppt": PRESENTATION,
    ".pptx": PRESENTATION,
    ".odp": PRESENTATION,
    ".zip": PACKED,
}

STARTS = (
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"GIF8", GIF),
    (b"{\\rtf", RTF),
)

HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")

# Streams in the container of the old programs of Office. A mail comes first: it may hold documents.
OLE_STREAMS = (
    ("__properties_version1.0", MAIL),
    ("WordDocument", OLD_WORD),
    ("Workbook", WORKBOOK),
    ("PowerPoint Document", PRESENTATION),
)


def remedy_for(content: bytes, extension: str) -> str | None:
    return REMEDIES.get(extension) or _by_content(content)


def _by_content(content: bytes) -> str | None:
    if content.startswith(OLE):
        said = (said for name, said in OLE_STREAMS if name.encode("utf-16-le") in content)
        return next(said, None)
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        return HEIC
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    return next((said for start, said in STARTS if content.startswith(start)), None)
