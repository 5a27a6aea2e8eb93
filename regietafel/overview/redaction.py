"""What of an overview is not for everybody. Plain data in, plain data out.

Of a confidential line are hidden its name and place, and what was said about it; the municipality,
the opgave, the amounts and how firm it is stay (docs/begrippen.md, "Vertrouwelijk"). Every way out
passes here.
"""

from dataclasses import dataclass, replace

from regietafel.overview.content import Overview, OverviewLine, OverviewWarning

HIDDEN = "vertrouwelijke locatie"

HIDDEN_WARNING = "Iets valt op aan een vertrouwelijke locatie."


@dataclass(frozen=True)
class Reader:
    """`municipality` reads its own confidential lines and those in which it has a share; the
    regietafel reads all of them, when it asks for them."""

    municipality: str = ""
    asks_confidential: bool = False


PUBLIC = Reader()


def redact(overview: Overview, reader: Reader) -> Overview:
    if reader.asks_confidential:
        return overview
    return replace(
        overview,
        lines=tuple(_line(line, reader) for line in overview.lines),
        warnings=tuple(_warning(warning, reader) for warning in overview.warnings),
        shows_confidential=False,
    )


def _line(line: OverviewLine, reader: Reader) -> OverviewLine:
    if not line.confidential or reader.municipality in line.readers:
        return line
    return replace(line, location=HIDDEN, place="")


def _warning(warning: OverviewWarning, reader: Reader) -> OverviewWarning:
    if not warning.confidential or reader.municipality == warning.cbs_code:
        return warning
    return replace(warning, message=HIDDEN_WARNING, explanation="")
