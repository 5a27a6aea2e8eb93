"""The steps before script/server serves: what was done is not done again."""

import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from accounts.models import Regietafel, User
from prt_portal.static_files import collect_if_changed
from submissions.models import Submission, Version


@pytest.fixture
def source(settings: Settings, tmp_path: Path) -> Path:
    """A folder with one static file, collected to another folder; no files of packages."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "page.css").write_text("p { color: red }")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [folder], tmp_path / "static"
    return folder


def prepare() -> str:
    told = StringIO()
    call_command("prepare_demo", stdout=told)
    return told.getvalue()


@pytest.mark.django_db
def test_demonstration_is_there_when_prepared(source: Path, tmp_path: Path) -> None:
    assert "De demo staat klaar." in prepare()
    assert Submission.objects.exists()
    assert (tmp_path / "static" / "page.css").is_file()


@pytest.mark.django_db
def test_nothing_is_done_when_prepared_before(source: Path, tmp_path: Path) -> None:
    prepare()
    collected = (tmp_path / "static" / "page.css").stat()
    Regietafel.objects.update(name="Zoals ingericht")
    start = time.process_time()
    told = prepare()
    assert time.process_time() - start < 2
    assert "niets geladen" in told
    assert "niets overschreven" in told
    assert Regietafel.objects.get().name == "Zoals ingericht"
    assert (tmp_path / "static" / "page.css").stat() == collected


@pytest.mark.django_db
@pytest.mark.parametrize("given", [True, False], ids=["given", "its own"])
def test_a_given_database_is_filled_only_without_a_round(
    given: bool, settings: Settings, source: Path
) -> None:
    """In its own database a round without its contributions is finished."""
    settings.DATABASE_IS_GIVEN = given
    call_command("load_reference", settings.BASE_DIR / "data" / "drenthe_2024", stdout=StringIO())
    prepare()
    assert Version.objects.exists() is not given
    assert User.objects.exists() is not given


@pytest.mark.django_db
def test_nothing_is_made_when_this_is_no_demonstration(settings: Settings, source: Path) -> None:
    settings.PRT_DEMO = False
    with pytest.raises(CommandError, match="PRT_DEMO=1"):
        prepare()
    assert not Regietafel.objects.exists()


def test_static_files_are_collected_once_when_nothing_changes(source: Path) -> None:
    assert [collect_if_changed() for _ in range(3)] == [True, False, False]


def test_static_file_is_collected_when_it_changes(source: Path, tmp_path: Path) -> None:
    collect_if_changed()
    (source / "page.css").write_text("p { color: blue }")
    assert collect_if_changed()
    assert "blue" in (tmp_path / "static" / "page.css").read_text()


def test_static_file_is_collected_when_it_is_new(source: Path, tmp_path: Path) -> None:
    collect_if_changed()
    (source / "new.css").touch()
    assert collect_if_changed()
    assert (tmp_path / "static" / "new.css").is_file()


def test_static_files_are_collected_again_when_collecting_failed(
    source: Path, settings: Settings
) -> None:
    """Also when the sources are by then what they were before."""
    hashed = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": hashed}
    collect_if_changed()
    broken = source / "broken.css"
    broken.write_text("p { background: url('not-there.png') }")
    with pytest.raises(ValueError, match=r"not-there\.png"):
        collect_if_changed()
    broken.unlink()
    assert collect_if_changed()
