"""The settings of a portal that test_wire.py serves: as script/server has them, with its static
files in the folder of the test."""

import os
from pathlib import Path

from prt_portal.settings import *  # noqa: F403

STATIC_ROOT = Path(os.environ["TEST_STATIC_ROOT"])
