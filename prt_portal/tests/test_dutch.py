"""The words that people read: one kind of quotation mark, and one word for one thing."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)

# What is not for people: tests, what a machine made, and what other people wrote.
NOT_OURS = {"tests", "migrations", "node_modules", "staticfiles"}

STRAIGHT_OR_DOUBLE = re.compile(r"(?<![\w=(])'[^'\n]*\w[^'\n]*'(?![\w'])|\w'\w|[“”]")

DUTCH = re.compile(r"\b(de|het|een|kies|staat|niet|bij|voor|u|uw)\b")


def files(kind: str) -> Iterator[Path]:
    for path in sorted(ROOT.rglob(f"*.{kind}")):
        parts = path.relative_to(ROOT).parts
        if not NOT_OURS & set(parts) and not any(part.startswith(".") for part in parts):
            yield path


def docstrings(tree: ast.AST) -> set[ast.expr]:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    return {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }


def dutch_sentences(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text())
    not_for_people = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else "X" for part in node.values)
            if DUTCH.search(sentence := "".join(map(str, parts))):
                yield sentence
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node not in not_for_people
            and DUTCH.search(node.value)
        ):
            yield node.value


def text_of_template(path: Path) -> str:
    tags = re.compile(
        r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|\{%.*?%\}"
        r"|<(script|style)\b.*?</\1>|<[^>]*>",
        re.DOTALL,
    )
    return re.sub(r"\{\{.*?\}\}", "X", tags.sub(" ", path.read_text()))


@pytest.mark.parametrize(
    ("sentence", "is_wrong"),
    [
        ("Kies 'Opslaan' en ga door.", True),
        ("Kies “Opslaan” en ga door.", True),
        ("Kies ‘Opslaan’ en ga door.", False),
        ("De foto's van het Zand.", True),
        ("De foto’s van ’t Zand.", False),
    ],
)
def test_quotation_is_recognised(sentence: str, is_wrong: bool) -> None:
    assert bool(STRAIGHT_OR_DOUBLE.search(sentence)) == is_wrong


def test_one_kind_of_quotation_mark_in_the_sentences_of_the_code() -> None:
    found = [
        (path.name, sentence)
        for path in files("py")
        for sentence in dutch_sentences(path)
        if STRAIGHT_OR_DOUBLE.search(sentence)
    ]
    assert found == []


def test_one_kind_of_quotation_mark_on_the_pages_and_in_the_mails() -> None:
    found = [
        (path.name, quotation[0])
        for kind in ("html", "txt")
        for path in files(kind)
        if "templates" in path.parts
        for quotation in STRAIGHT_OR_DOUBLE.finditer(text_of_template(path))
    ]
    assert found == []
