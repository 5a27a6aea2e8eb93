"""How pytest-xdist spreads the tests over its workers: all of them are busy until the end."""

from zlib import crc32

from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

# Of a long file: in how many parts, and as how many quick tests one of its tests counts.
# The tests of such a file do not lean on each other; those of another file stay together.
LONG = {
    "prt_portal/tests/test_pages.py": (4, 12),
    "prt_portal/tests/test_long_words.py": (3, 10),
    "prt_portal/tests/test_journeys.py": (6, 60),
    "prt_portal/tests/test_keyboard_story.py": (3, 60),
    "prt_portal/tests/test_share_journey.py": (1, 100),
    "prt_portal/tests/test_journey_approver.py": (1, 60),
    "prt_portal/tests/test_typing_in_the_browser.py": (4, 25),
}


class Spread(LoadScopeScheduling):
    """As `--dist loadscope`, with long files in parts and begun first."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::")[0]
        parts, _ = LONG.get(file, (1, 1))
        return f"{file}#{crc32(nodeid.encode()) % parts}"

    def _assign_work_unit(self, node: WorkerController) -> None:
        self.workqueue.move_to_end(max(self.workqueue, key=self._cost), last=False)
        super()._assign_work_unit(node)

    def _cost(self, scope: str) -> int:
        _, cost = LONG.get(scope.split("#")[0], (1, 1))
        return cost * len(self.workqueue[scope])
