"""The list of what must change in a workbook, on the page and as a file.

It travels in the page, signed, so that nothing of a refused file is kept here.
"""

from django.core import signing

from accounts.models import User
from submissions.workbook.faults import FaultRow, WorkbookFaults, faults_csv, joined

SALT = "workbook-faults"


def faults_context(refused: WorkbookFaults, user: User) -> dict:
    """What `includes/excel_faults.html` shows."""
    rows = joined(refused.faults)
    told = {"user": user.pk, "rows": [row.as_json() for row in rows]}
    return {
        "stage": refused.stage,
        "faults": rows,
        "signed_faults": signing.dumps(told, salt=SALT, compress=True),
        "faults_summary": [
            {
                "message": "Het bestand is niet ingelezen. Wat u kunt doen, leest u per punt.",
                "href": "#punten",
            }
        ],
    }


def signed_csv(signed: str, user: User) -> bytes | None:
    """The same list as a file; None when it was not made for this person."""
    try:
        told = signing.loads(signed, salt=SALT)
    except signing.BadSignature:
        return None
    rows = (FaultRow(**row) for row in told["rows"])
    return faults_csv(rows) if told["user"] == user.pk else None
