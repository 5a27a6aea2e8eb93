"""Makes the corpus again (README.md).

Uses a database in memory; nothing of an installation is touched.
"""

import json
import os
import sys
from typing import Any

os.environ["DATABASE_URL"] = "sqlite://:memory:"
os.environ["DJANGO_SETTINGS_MODULE"] = "prt_portal.tests.settings"


def main(words: list[str]) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from submissions.tests.workbooks import make_bad, make_good, make_sent
    from submissions.tests.workbooks.tools import FOLDER

    bases = _bases()
    all_cases: dict[str, dict[str, Any]] = {
        "good": make_good.cases() | make_sent.good_cases(),
        "bad": make_bad.cases() | make_sent.bad_cases(),
    }
    for folder, makers in all_cases.items():
        for name, make in makers.items():
            if words and not any(word in name for word in words):
                continue
            made = make(bases)
            content, expected = made if isinstance(made, tuple) else (made, None)
            if content is not None:
                (FOLDER / folder / name).write_bytes(content)
            if expected is not None:
                text = json.dumps(expected, ensure_ascii=False, indent=2) + "\n"
                (FOLDER / folder / name).with_name(f"{name}.json").write_text(text)


def _bases() -> dict[str, bytes]:
    """The workbook of the case as it is downloaded, with few empty rows to keep the files small."""
    from accounts.enums import Role
    from accounts.tests.builders import make_municipality, make_person, make_regietafel
    from submissions.content.load import load_content
    from submissions.tests.builders import make_round, submission_of, working_copy
    from submissions.tests.workbooks.case import fill_case
    from submissions.workbook.sheets import book_of
    from submissions.workbook.write_ods import ods_bytes
    from submissions.workbook.write_xlsx import xlsx_bytes

    drenthe = make_regietafel("drenthe", "Drenthe")
    assen = make_municipality(drenthe, "GM0106", "Assen")
    westerveld = make_municipality(drenthe, "GM1701", "Westerveld")
    make_municipality(drenthe, "GM1690", "De Wolden")
    editor = make_person("invuller@assen.example", Role.EDITOR, municipality=assen)
    submission = submission_of(make_round(drenthe), assen)
    fill_case(submission, editor, westerveld)
    book = book_of(load_content(working_copy(submission)), spare_rows=6)
    return {"xlsx": xlsx_bytes(book), "ods": ods_bytes(book)}


if __name__ == "__main__":
    main(sys.argv[1:])
