"""What a workbook and a working copy both say, and whether the two still belong together."""

from common.concurrency import fingerprint
from submissions.content.content import VersionContent
from submissions.content.plain import PlainContent
from submissions.workbook.layout import Layout


def fits(content: PlainContent, layout: Layout) -> bool:
    """Whether the round still has every opgave and municipality that is named here."""
    opgaven = {*content.answers, *(line.opgave for line in content.lines)}
    partners = {code for line in content.lines for code in line.shares}
    return opgaven <= {opgave.code for opgave in layout.opgaven} and partners <= {
        partner.cbs_code for partner in layout.partners
    }


def content_fingerprint(content: VersionContent, layout: Layout) -> str:
    """Changes with every edit of the draft, and with the opgaven and municipalities one can choose
    from."""
    return fingerprint(
        {
            "content": content.plain.to_json(),
            "revision": content.version.revision,
            "lines": {str(line.line_id): line.revision for line in content.lines},
            "opgaven": [opgave.code for opgave in layout.opgaven],
            "partners": [partner.cbs_code for partner in layout.partners],
        }
    )
