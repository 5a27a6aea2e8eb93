"""The settings of the measuring: those of the portal, with a page to compare with and a known date.

Nothing in production names this module. Only DATABASE_URL and BENCH_FOLDER are taken from outside.
"""

import os
from pathlib import Path

for name in [name for name in os.environ if name.startswith("PRT_")]:
    del os.environ[name]
os.environ["SECRET_KEY"] = "only-for-measuring-0123456789-0123456789-0123456789-0123456789"  # noqa: S105
os.environ["DEBUG"] = "0"
os.environ["PRT_DEMO"] = "1"
os.environ["PRT_TODAY"] = "2024-03-12"
os.environ["ALLOWED_HOSTS"] = "127.0.0.1,testserver"
os.environ["LOG_LEVEL"] = "WARNING"

from prt_portal.settings import *  # noqa: E402, F403
from prt_portal.settings import DATABASES, MIDDLEWARE, TEMPLATES  # noqa: E402

ROOT_URLCONF = "prt_portal.bench.urls"
MIDDLEWARE = ["prt_portal.bench.yardstick.CostMiddleware", *MIDDLEWARE]
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], Path(__file__).parent / "templates"]  # type: ignore[misc]
# As in production, but outside the checkout.
STATIC_ROOT = Path(os.environ["BENCH_FOLDER"]) / "static"
# One process of the database serves all requests, so that its CPU can be read.
DATABASES["default"]["CONN_MAX_AGE"] = None
