"""The settings of the tests: those of the portal, with a known key, date and demonstration.

pytest-django reads the settings before any conftest.py, so the environment is made here. Only
DATABASE_URL is taken from outside.
"""

import os

for name in [name for name in os.environ if name.startswith("PRT_")]:
    del os.environ[name]
os.environ["SECRET_KEY"] = "only-for-the-tests-0123456789-0123456789-0123456789-0123456789"
os.environ["DEBUG"] = "0"
os.environ["PRT_DEMO"] = "1"
os.environ["PRT_TODAY"] = "2024-03-12"
os.environ["ALLOWED_HOSTS"] = "localhost"

from prt_portal.settings import *  # noqa: E402, F403
from prt_portal.settings import DATABASES, STORAGES  # noqa: E402

# Argon2 is slow on purpose; the manifest of static files exists only after collectstatic.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
# Otherwise every test client first reads the whole folder of static files.
WHITENOISE_AUTOREFRESH = True
# A connection kept open by the test server would stand in the way when the test database is
# removed.
DATABASES["default"]["CONN_MAX_AGE"] = 0
# Where the worker of a test brings the mail: to the outbox.
MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
