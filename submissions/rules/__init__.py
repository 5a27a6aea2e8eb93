"""What must be right before a hand-in (errors) and what asks for an explanation (warnings).

One rule is one function is one sentence. Saving never asks these rules; handing in does. The list
in words is in docs/begrippen.md.
"""

from dataclasses import replace

from common.known import known
from submissions.content.content import VersionContent
from submissions.models import Line
from submissions.rules.header import DECISION_WARNINGS, HEADER_ERRORS, contact_is_missing
from submissions.rules.line_warnings import LINE_WARNINGS
from submissions.rules.number_warnings import OPGAVE_WARNINGS
from submissions.rules.problem import Problem, header_problems, line_problems, opgave_problems
from submissions.rules.stops import LINE_ERRORS, OPGAVE_ERRORS


def errors(content: VersionContent) -> list[Problem]:
    """What stops a hand-in, in the order of the form."""
    return (
        opgave_problems(OPGAVE_ERRORS, content.opgaven, content)
        + line_problems(LINE_ERRORS, content)
        + header_errors(content)
    )


def header_errors(content: VersionContent) -> list[Problem]:
    return header_problems(HEADER_ERRORS, content)


def header_warnings(content: VersionContent) -> list[Problem]:
    """One warning about the contact, at the box that is empty, and those about the decisions."""
    contact = "contact_email" if content.version.contact_name else "contact_name"
    return header_problems([(contact, contact_is_missing), *DECISION_WARNINGS], content)


def warnings(content: VersionContent) -> list[Problem]:
    """What may be right but asks for an explanation, in the order of the form; nothing before
    something was entered."""
    if not content.version.pk:
        return []
    about_opgaven = opgave_problems(OPGAVE_WARNINGS, content.all_opgaven, content) + line_problems(
        LINE_WARNINGS, content
    )
    by_opgave = sorted(about_opgaven, key=lambda problem: known(problem.opgave).order)
    return _with_explanations(by_opgave + header_warnings(content), content)


def errors_of(line: Line, content: VersionContent) -> list[Problem]:
    """Those about one line of it alone."""
    return line_problems(LINE_ERRORS, content, [line])


def warnings_of(line: Line, content: VersionContent) -> list[Problem]:
    """Those about one line of it alone, for which `rule_context.with_today` is enough."""
    return _with_explanations(line_problems(LINE_WARNINGS, content, [line]), content)


def _with_explanations(problems: list[Problem], content: VersionContent) -> list[Problem]:
    if not problems:
        return []
    said = content.context.explained.of(content.version)
    return [
        replace(problem, explanation=said.get((problem.rule, problem.about), ""))
        for problem in problems
    ]


def counts_as_complete(line: Line, content: VersionContent) -> bool:
    """Nothing of this line would stop a hand-in."""
    return not any(rule(line, content) for _, rule in LINE_ERRORS)
