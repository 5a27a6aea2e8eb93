"""The stylesheets: linked, small, and without rules that nothing uses."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.messages.constants import DEFAULT_TAGS

pytestmark = pytest.mark.any_database

PROJECT = Path(__file__).resolve().parent.parent.parent
LINKS = PROJECT / "templates/includes/styles.html"
STYLESHEETS = sorted((PROJECT / "static/css").glob("*.css"))
USED_COMPONENTS = PROJECT / "static/vendor/utrecht-component-library-css/used.css"
USED_TOKENS = PROJECT / "static/vendor/voorbeeld-design-tokens/used.css"
NOT_FOR_THE_SCREEN = {"pdf.css", "overview-pdf.css"}


def templates() -> Iterator[str]:
    return (path.read_text() for path in (PROJECT / "templates").rglob("*.html"))


def words_in_code() -> set[str]:
    """Every word of every string in Python, docstrings aside, and in our scripts."""
    words: set[str] = set()
    for path in PROJECT.glob("[a-z]*/**/*.py"):
        if "tests" in path.parts:
            continue
        tree = ast.parse(path.read_text())
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and id(node) not in docstrings:
                words.update(str(node.value).split())
    for path in (PROJECT / "static/js").glob("*.js"):
        words.update(" ".join(re.findall(r'"([^"\n]*)"', path.read_text())).split())
    return words


def words_in_classes() -> set[str]:
    """Every word of a class attribute; `*` stands for what is filled in."""
    words: set[str] = set()
    for text in templates():
        filled_in = re.sub(r"\{\{.*?\}\}", "*", re.sub(r"\{%.*?%\}", " ", text))
        words.update(" ".join(re.findall(r'class="([^"]*)"', filled_in)).split())
        words.update(" ".join(re.findall(r'class="([^"{]*)"', text)).split())
    return words


@pytest.fixture(scope="module")
def used() -> set[str]:
    """Every class in use. An end that is filled in may be any word that is named somewhere."""
    code, classes = words_in_code(), words_in_classes()
    named = {word for text in templates() for word in re.findall(r'\w="([\w-]+)"', text)}
    ends = code | named | set(DEFAULT_TAGS.values())
    starts = {word.removesuffix("*") for word in classes if word.endswith("*")} - {""}
    return code | classes | {start + end for start in starts for end in ends}


def classes_in(css: str) -> set[str]:
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    selectors = re.findall(r"([^{};]*)\{", without_comments)
    return {name for selector in selectors for name in re.findall(r"\.([a-z][\w-]*)", selector)}


def test_every_stylesheet_is_linked_and_print_comes_last() -> None:
    linked = re.findall(r"'css/([^']+)'", LINKS.read_text())
    expected = {path.name for path in STYLESHEETS} - NOT_FOR_THE_SCREEN
    assert sorted(linked) == sorted(expected)
    assert linked[-1] == "print.css"


@pytest.mark.parametrize("path", STYLESHEETS, ids=lambda path: path.name)
def test_stylesheet_stays_small(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 250


@pytest.mark.parametrize("path", STYLESHEETS, ids=lambda path: path.name)
def test_every_class_of_a_stylesheet_is_used(path: Path, used: set[str]) -> None:
    assert sorted(classes_in(path.read_text()) - used) == []


def test_every_component_in_use_has_its_rules() -> None:
    """The library is shipped in part: a component that is new here needs script/used-components."""
    shipped = {name.split("--")[0] for name in classes_in(USED_COMPONENTS.read_text())}
    components = {name.split("--")[0] for name in words_in_classes() if name.startswith("utrecht-")}
    assert sorted(components - shipped) == []


@pytest.mark.parametrize(
    ("script", "shipped"),
    [("used-components", USED_COMPONENTS), ("used-tokens", USED_TOKENS)],
    ids=["components", "tokens"],
)
def test_nothing_is_shipped_that_nothing_uses(script: str, shipped: Path) -> None:
    command = [sys.executable, f"script/{script}", str(shipped)]
    again = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert again.stdout == shipped.read_text()


def test_every_token_in_use_has_a_value() -> None:
    """The theme is shipped in part: a token that is new here needs script/used-tokens."""
    own = "\n".join(path.read_text() for path in STYLESHEETS)
    declared = re.findall(r"(--[\w-]+):", own + USED_TOKENS.read_text())
    asked = re.findall(r"var\((--[\w-]+)\)", own)  # with a fallback it may be absent
    assert sorted(set(asked) - set(declared)) == []


def test_theme_asks_nothing_that_is_not_shipped() -> None:
    css = USED_TOKENS.read_text()
    asked = set(re.findall(r"var\((--[\w-]+)\)", css))
    assert sorted(asked - set(re.findall(r"(--[\w-]+):", css))) == []
