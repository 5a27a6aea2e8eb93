"""A folder of reference data with one thing wrong: nothing is loaded, and the sentence says where
it is and what to do."""

import re
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Municipality, Regietafel
from rounds.models import Round, Target

pytestmark = pytest.mark.any_database

DRENTHE = Path(__file__).resolve().parents[2] / "data" / "drenthe_2024"
FILES = ("regietafel", "gemeenten", "ronde", "opgaven", "targets", "routekaart")

# Of English, of Python and of a database.
RAW = re.compile(r"Errno|UNIQUE|constraint|__all__|[{}]|\['|None|\\x|expected|must|invalid")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DRENTHE, tmp_path / "map"))


@pytest.fixture
def load(folder: Path, db: None) -> Callable[[], object]:
    return lambda: call_command("load_reference", folder, stdout=StringIO())


@pytest.fixture
def refusal(load: Callable[[], object], folder: Path) -> Callable[[], str]:
    """refusal(): why the folder as it is now is not loaded."""

    def why() -> str:
        with pytest.raises(CommandError) as refused:
            load()
        assert not Regietafel.objects.exists()
        message = str(refused.value).removeprefix(f"{folder} is niet geladen: ")
        assert not RAW.search(message), message
        return message

    return why


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / f"{name}.csv"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "targets",
            ",jaar,bron",
            ",bron",
            "targets.csv, regel 1: in de kop ontbreekt ‘jaar’.",
        ),
        (
            "targets",
            '"8.140 van 96.000 landelijk, toegepast op 2.691"',
            "8.140 van 96.000 landelijk, toegepast op 2.691",
            "targets.csv, regel 4 heeft 8 velden, de kop heeft er 7. Staat er een komma in een "
            "tekst? Zet die tekst tussen aanhalingstekens.",
        ),
        (
            "targets",
            "amv,kort,,228,keuze,,zelfde",
            "amv,kort,,228,keuze,zelfde",
            "targets.csv, regel 5 heeft 6 velden, de kop heeft er 7.",
        ),
        ("targets", "gezien,,", "gezien,22,", "regel 2, kolom jaar: ‘22’. Vul een jaar van 1990"),
        ("targets", "gezien,,", "gezien,2.201,", "kolom jaar: ‘2.201’. Vul een jaar van 1990"),
        ("targets", "zelfde getal", "zelfde\x85getal", "regel 3, kolom bron: ‘zelfde\x85getal’."),
        (
            "targets",
            "amv,kort,,228",
            "AMV,lang,,228",
            "targets.csv, regel 5: opgave ‘AMV’, termijn ‘lang’ en cbs_code leeg staat ook op "
            "regel 4. Laat een van de twee regels staan.",
        ),
        (
            "targets",
            "zelfde getal als lang: de raming",
            "zelfde getal als lang " * 20,
            "targets.csv, regel 3, kolom bron: ‘zelfde getal als lang",
        ),
        (
            "gemeenten",
            "GM1681,Borger-Odoorn",
            "GM0106,Borger-Odoorn",
            "gemeenten.csv, regel 4: cbs_code ‘GM0106’ staat ook op regel 3.",
        ),
        (
            "gemeenten",
            "GM0106",
            "GM106",
            "gemeenten.csv, regel 3, kolom cbs_code: ‘GM106’. Vul GM en vier cijfers in",
        ),
        (
            "gemeenten",
            "odoorn,25633",
            "odoorn,n.v.t.",
            "regel 4, kolom inwoners: ‘n.v.t.’. Vul een",
        ),
        ("gemeenten", "borger-odoorn", "assen", "regel 4, kolom slug: ‘assen’. "),
        ("gemeenten", "2014-01-01", "1-1-14", "regel 2, kolom inwoners_peildatum: ‘1-1-14’. Schr"),
        ("gemeenten", ",Emmen,", ",Emm?n,", "kolom naam: ‘Emm?n’. "),
        ("gemeenten", ",Emmen,", ",'Emmen,", "kolom naam: ‘'Emmen’. Een naam begint niet met"),
        ("regietafel", ",Drenthe,", ",Drenth?,", "kolom provincie: ‘Drenth?’. "),
        ("regietafel", ",Drenthe,", ",,", "regel 2, kolom provincie: leeg. "),
        ("regietafel", "projectleider@", "projectleider", "regel 2, kolom contact_email: ‘"),
        ("ronde", "\n2024,", "\n2.024,", "regel 2, kolom slug: ‘2.024’. Vul een jaartal in"),
        ("ronde", "2024-12-31,", "31-12-24,", "regel 2, kolom peildatum_kort: ‘31-12-24’. Schrijf"),
        ("ronde", "2024-04-01T", "2024-05-01T", "ronde.csv, regel 2: De ronde moet eerst openen"),
        ("opgaven", "\namv,", "\nasiel,", "opgaven.csv, regel 4: code ‘asiel’ staat ook op regel"),
        ("opgaven", "\namv,", "\na m v,", "opgaven.csv, regel 4, kolom code: ‘a m v’. "),
        ("opgaven", "amv,Opvang", "amv,=Opvang", "regel 4, kolom naam: ‘=Opvang"),
        ("routekaart", "\nbrief,", "\nraming,", "routekaart.csv, regel 4: code ‘raming’ staat ook"),
        ("routekaart", "2024-02-29", "29-2-99", "regel 2, kolom uiterlijk: ‘29-2-99’. "),
        ("routekaart", ",ronde,", ",,", "routekaart.csv, regel 5: Vul de geplande datums in"),
    ],
)
def test_place_and_remedy_are_told(
    name: str, old: str, new: str, message: str, folder: Path, refusal: Callable[[], str]
) -> None:
    change(folder, name, old, new)
    assert message in refusal()


@pytest.mark.parametrize("name", ["regietafel", "ronde"])
@pytest.mark.parametrize("differs", [False, True])
def test_second_row_is_refused_where_one_belongs(
    name: str, differs: bool, folder: Path, refusal: Callable[[], str]
) -> None:
    path = folder / f"{name}.csv"
    text = path.read_text().rstrip("\n")
    second = text.splitlines()[1]
    path.write_text(f"{text}\n{f'X{second}' if differs else second}\n")
    assert refusal().startswith(f"{name}.csv, regel 3: in dit bestand hoort één rij")


@pytest.mark.parametrize("name", FILES)
def test_missing_file_is_named(name: str, folder: Path, refusal: Callable[[], str]) -> None:
    (folder / f"{name}.csv").unlink()
    assert refusal() == f"{name}.csv ontbreekt. Zet dit bestand in de map."


def test_missing_folder_is_told(folder: Path, refusal: Callable[[], str]) -> None:
    shutil.rmtree(folder)
    assert refusal().startswith("de map bestaat niet")


@pytest.mark.parametrize("encoding", ["cp850", "mac-roman"])
def test_names_of_another_system_reach_nobody(
    encoding: str, folder: Path, refusal: Callable[[], str]
) -> None:
    change(folder, "gemeenten", ",Coevorden,", ",Coëvorden,")
    path = folder / "gemeenten.csv"
    path.write_bytes(path.read_text().encode(encoding))
    assert re.search("regel 5, kolom naam: .*sla het bestand op als CSV UTF-8", refusal())


def test_folder_is_loaded_as_excel_saves_it(folder: Path, load: Callable[[], object]) -> None:
    for name in FILES:
        path = folder / f"{name}.csv"
        head, *rows = path.read_text().splitlines()
        text = "\r\n".join(["sep=,", "", head.upper(), *rows, ",,,", ""])
        path.write_bytes(text.encode("utf-16"))
    load()
    assert (Round.objects.count(), Municipality.objects.count()) == (1, 12)
    assert not Target.objects.filter(source="").exists()
