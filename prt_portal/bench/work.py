"""What people do that is measured, and which goal each has."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import count, cycle

from django.urls import reverse
from openpyxl import load_workbook

from prt_portal.bench.region import editors, project_leader
from prt_portal.bench.visitor import Cost, Processes, Visitor
from rounds.models import Round
from submissions.handing_in.actions import start_addition
from submissions.models import Submission
from submissions.workbook.layout import LINES

TEN = 10


@dataclass(frozen=True)
class Goal:
    """At most so many empty pages, or so many queries."""

    pages: float | None = None
    queries: int | None = None


@dataclass(frozen=True)
class Work:
    """`do` is done again and again, by `visitor` or a colleague. `most` times is enough."""

    name: str
    goal: Goal
    visitor: Visitor
    do: Callable[[], Cost]
    most: int = 40


@dataclass(frozen=True)
class Site:
    """Where the visitors go."""

    port: int
    processes: Processes

    def visitor(self, submission: Submission) -> Visitor:
        """Who fills in there."""
        user = editors(submission.round.regietafel)[submission.municipality_id]
        return Visitor(self.port, self.processes, user)

    def leader(self, round_: Round) -> Visitor:
        return Visitor(self.port, self.processes, project_leader(round_.regietafel))

    def passer_by(self) -> Visitor:
        return Visitor(self.port, self.processes)


def empty_page(visitor: Visitor) -> Cost:
    """A page around a text: somebody is signed in, nothing is counted."""
    return visitor.get(reverse("privacy_statement")).cost


def bare_page(visitor: Visitor) -> Cost:
    return visitor.get(reverse("bare")).cost


def desk_work(site: Site, round_: Round) -> list[Work]:
    """The pages of the regietafel, whose goals depend on its size."""
    size = round_.submissions.count()
    large = size > 100
    goals = {"comparison": 4 if large else 1.5, "dashboard": 4 if large else 2}
    goals["overview"] = goals["dashboard"]
    leader = site.leader(round_)
    return [
        _reading(f"{page} of {size}", Goal(pages), leader, _address(page, round_))
        for page, pages in goals.items()
    ]


def overview_workbook(site: Site, round_: Round) -> Work:
    name = f"overview workbook of {round_.submissions.count()}"
    address = _address("overview_xlsx", round_)
    return _reading(name, Goal(), site.leader(round_), address, most=5)


def _address(page: str, round_: Round) -> str:
    return reverse(f"regietafel:{page}", args=[round_.slug])


def _reading(name: str, goal: Goal, visitor: Visitor, address: str, most: int = 40) -> Work:
    return Work(name, goal, visitor, lambda: visitor.get(address).cost, most)


@dataclass(frozen=True)
class Bijdrage:
    """A municipality that handed in and works on an addition."""

    site: Site
    submission: Submission

    def prepare(self) -> None:
        start_addition(self.submission, editors(self.submission.round.regietafel)[self._key])

    @property
    def _key(self) -> int:
        return self.submission.municipality_id

    def reading(self) -> list[Work]:
        visitor = self.site.visitor(self.submission)
        return [
            _reading("task list", Goal(1.5), visitor, self._page("task_list")),
            _reading("line form", Goal(2), visitor, self._line()),
        ]

    def writing(self) -> list[Work]:
        visitor = self.site.visitor(self.submission)
        return [
            Work("save a line and come back", Goal(4), visitor, self._saving(visitor)),
            Work(
                "upload of a bijlage-3 workbook, 40 lines",
                Goal(queries=30),
                visitor,
                self._uploading(visitor),
                most=10,
            ),
        ]

    def _saving(self, visitor: Visitor) -> Callable[[], Cost]:
        """Each time another number, for the same says that nothing has to be saved."""
        numbers, line = count(1), self._line()

        def save() -> Cost:
            fields = visitor.get(line).fields | {"amount_long": str(next(numbers))}
            return _save(visitor, line, fields)

        return save

    def _uploading(self, visitor: Visitor) -> Callable[[], Cost]:
        """The workbook of the draft in which every line was changed, as far as the proposal."""
        page, file = self._page("excel"), self._page("excel_xlsx")

        def upload() -> Cost:
            changed = _with_other_explanations(visitor.get(file).body)
            return visitor.upload(page, visitor.get(page).fields, changed).cost

        return upload

    def _page(self, name: str, *arguments: object) -> str:
        return reverse(f"submissions:{name}", args=[*self.submission.url_args, *arguments])

    def _line(self) -> str:
        draft = self.submission.versions.working_copies().get()
        return self._page("line", draft.lines.filter(shares=None).earliest("pk").line_id)


def ten_lines(site: Site, round_: Round) -> Work:
    """Each time at another municipality, of which nobody has begun."""
    submissions = cycle(round_.submissions.select_related("round", "municipality"))
    first = next(submissions)

    def add_them() -> Cost:
        return sum(_added(site, next(submissions)), start=Cost())

    visitor = site.visitor(first)
    return Work("ten lines of bijlage 3, screen", Goal(queries=150), visitor, add_them, most=3)


def _added(site: Site, submission: Submission) -> Iterator[Cost]:
    """Open the form, save it, and see the page it leads to; so for every line."""
    visitor = site.visitor(submission)
    opgaven = cycle(submission.round.opgaven.fillable())
    for number in range(TEN):
        address = reverse("submissions:line_add", args=[*submission.url_args, next(opgaven).code])
        form = visitor.get(address)
        typed = {
            "location_name": f"Locatie {number}",
            "place": "Dorp",
            "amount_short": "10",
            "amount_long": "12",
            "commitment": "in_use",
        }
        yield form.cost
        yield _save(visitor, address, form.fields | typed)


def _save(visitor: Visitor, address: str, fields: dict[str, str]) -> Cost:
    saved = visitor.post(address, fields)
    return saved.cost + visitor.get(saved.location.partition("#")[0]).cost


def _with_other_explanations(workbook: bytes) -> bytes:
    book = load_workbook(BytesIO(workbook))
    sheet = book[LINES]
    column = [cell.value for cell in sheet[1]].index("Toelichting")
    for row in sheet.iter_rows(min_row=2):
        if row[0].value:
            row[column].value = f"Gewijzigd op rij {row[0].row}"
    changed = BytesIO()
    book.save(changed)
    return changed.getvalue()
