"""What a draft says as plain data that fits in JSON, so that a draft and a workbook can be laid
side by side."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date

from submissions.content.content import VersionContent
from submissions.content.load import HEADER_FIELDS
from submissions.editing.forms import LINE_FIELDS
from submissions.enums import AnswerKind
from submissions.models import Line
from submissions.workbook.layout import Layout

DATE_FIELDS = {"available_from", "available_until", "college_date", "council_date"}


@dataclass(frozen=True)
class WorkbookContent:
    """Header by field; answers without lines by opgave; lines by line id, each with its shares by
    CBS code."""

    header: dict[str, object]
    answers: dict[str, dict[str, str]]
    lines: dict[str, dict[str, object]] = field(default_factory=dict)

    def as_json(self) -> dict:
        """The lines as a list: a JSON object in the database does not keep the order of the
        rows."""
        return asdict(self) | {"lines": list(self.lines.items())}

    @classmethod
    def from_json(cls, kept: dict) -> "WorkbookContent":
        return cls(kept["header"], kept["answers"], dict(kept["lines"]))

    def fits(self, layout: Layout) -> bool:
        """Whether the round still has every opgave and municipality that is named here."""
        opgaven = {*self.answers, *(line["opgave"] for line in self.lines.values())}
        partners = {code for line in self.lines.values() for code in line["shares"]}
        return opgaven <= {o.code for o in layout.opgaven} and partners <= {
            p.cbs_code for p in layout.partners
        }


def workbook_content(content: VersionContent) -> WorkbookContent:
    without_lines = {
        code: answer for code, answer in content.answers.items() if answer.kind != AnswerKind.LINES
    }
    return WorkbookContent(
        header=plain({name: getattr(content.version, name) for name in HEADER_FIELDS}),
        answers={
            code: {"kind": str(a.kind), "reason": a.reason} for code, a in without_lines.items()
        },
        lines={str(line.line_id): _line(line) for line in content.lines},
    )


def _line(line: Line) -> dict:
    shares = {
        share.municipality.cbs_code: [share.amount_short, share.amount_long]
        for share in line.shares.all()
    }
    fields = plain({name: getattr(line, name) for name in LINE_FIELDS})
    return {"opgave": line.opgave.code, **fields, "shares": shares}


def plain(fields: dict) -> dict:
    """Dates as text; a choice as its code."""
    return {name: _plain_value(value) for name, value in fields.items()}


def _plain_value(value):
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def stored(fields: dict) -> dict:
    """The other way: what the models store."""
    return {
        name: date.fromisoformat(value) if name in DATE_FIELDS and value else value
        for name, value in fields.items()
    }


def content_fingerprint(content: VersionContent, layout: Layout) -> str:
    """Changes with every edit of the draft, and with the opgaven and municipalities one can choose
    from."""
    says = {
        "content": asdict(workbook_content(content)),
        "revisions": [
            content.version.revision,
            {str(line.line_id): line.revision for line in content.lines},
        ],
        "opgaven": [opgave.code for opgave in layout.opgaven],
        "partners": [partner.cbs_code for partner in layout.partners],
    }
    return hashlib.sha256(json.dumps(says, sort_keys=True).encode()).hexdigest()
