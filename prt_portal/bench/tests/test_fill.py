"""What `script/bench` measures is a portal as people fill it, only larger."""

import pytest
from django.test import Client
from django.urls import reverse

from prt_portal.bench.fill import Filling, add_history
from prt_portal.bench.region import invented_region, load_drenthe, project_leader
from rounds.models import Round
from submissions.models import Event, ShareConfirmation, Version, VersionCount

...
