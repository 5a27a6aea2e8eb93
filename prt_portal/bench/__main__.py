"""`python -m prt_portal.bench`, in an empty database: see script/bench."""

import argparse
import os
import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import django

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "performance.md"


def main() -> None:
    """A kill ends it like Ctrl-C: what was started is stopped."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="twelve municipalities, nothing written"
    )
    quick = parser.parse_args().quick
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    with TemporaryDirectory(prefix="prt-bench-") as folder:
        os.environ["BENCH_FOLDER"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "prt_portal.bench.settings"
        django.setup()
        _run(quick)


def _run(quick: bool) -> None:
    """Imported here: the models need the settings."""
    from prt_portal.bench.report import document
    from prt_portal.bench.run import FULL, QUICK, Run

    text = document(Run(QUICK if quick else FULL).outcome())
    print(text)
    if not quick:
        DOCUMENT.write_text(text)


if __name__ == "__main__":
    main()
