"""Everything that differs between installations comes from the environment (see docs/deploy.md)."""

from datetime import date
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from prt_portal.demo.stages import find_stage

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# The demonstration: invented hand-ins of real municipalities, so every way out says
# "voorbeeldgegevens".
PRT_DEMO = env.bool("PRT_DEMO", default=False)
try:
    STAGE = find_stage(env("PRT_STAGE", default=""))
except ValueError as error:
    raise ImproperlyConfigured(f"PRT_STAGE: {error}") from error
PRT_STAGE = STAGE.name
PRT_TODAY = date.fromisoformat(env("PRT_TODAY")) if env("PRT_TODAY", default="") else None
if env("PRT_STAGE", default=""):
    if not PRT_DEMO:
        raise ImproperlyConfigured("PRT_STAGE kiest een demonstratie en mag alleen met PRT_DEMO=1.")
    PRT_TODAY = PRT_TODAY or STAGE.today
PRT_THEME_CLASS = env("PRT_THEME_CLASS", default="voorbeeld-theme")
if PRT_TODAY and not PRT_DEMO:
    raise ImproperlyConfigured("PRT_TODAY verplaatst de datum en mag alleen samen met PRT_DEMO=1.")

INSTALLED_APPS = [
    "prt_portal.admin.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
    "simple_history",
    "common",
    "accounts",
    "rounds",
    "autosave",
    "submissions",
    "regietafel",
    "routekaart",
    "prt_portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "prt_portal.middleware.CompressedPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "prt_portal.middleware.ReadableAddressMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "prt_portal.middleware.BodyLimitMiddleware",
    "prt_portal.middleware.UnfinishedUploadMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "prt_portal.middleware.IdleSessionMiddleware",
    "prt_portal.middleware.ExpiredSessionMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "prt_portal.middleware.PrivatePagesMiddleware",
    "prt_portal.middleware.SecondFactorMiddleware",
]

ROOT_URLCONF = "prt_portal.urls"
WSGI_APPLICATION = "prt_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "prt_portal.context_processors.portal",
            ],
            "builtins": [
                "common.numbers",
                "common.moments",
                "common.kept_field",
                "autosave.kept",
                "submissions.links",
                "prt_portal.same_parts",
            ],
        },
    }
]
FORM_RENDERER = "common.form_renderer.KeptWidgets"

DATABASE_IS_GIVEN = bool(env("DATABASE_URL", default=""))
DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / STAGE.database}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Without IMMEDIATE about half of concurrent saves fail with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# allauth counts failed logins in the cache: in the database, so that all workers count together.
# Each visitor's address takes a row or two, and a full cache throws counters away that still count:
# with Django's 300 rows a guesser with 120 addresses would begin anew.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.FirstChoiceValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_CHANGE_EMAIL = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "request_login_code": "accounts.forms.RequestLoginCodeForm",
}
# Wrong passwords slow down who guesses, for an account too. What comes by mail only its owner can
# use, so nobody else may use it up: a code and a reset link are counted per visitor's address. Per
# e-mail address the limit is out of reach of one visitor (twelve together are needed) and only
# keeps a flood out of a mailbox.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "5/m/ip,60/m/key",
    "reset_password": "5/m/ip,60/m/key",
}
# One visitor: a connection at home may have a whole /48 of IPv6.
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 48
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
# To the person, when the password or the second factor changes.
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_ADAPTER = "accounts.second_factor.SecondFactorAdapter"
MFA_TOTP_TOLERANCE = 1  # a clock that is half a minute off
TOTP_KEYS = env.list("TOTP_KEYS", default=[])
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "PRT-portaal"
# A beheerder typed the address and the first password came by mail, so there is nothing left to
# verify.
MFA_ALLOW_UNVERIFIED_EMAIL = True

CRISPY_TEMPLATE_PACK = "nlds"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["nlds"]
CRISPY_FAIL_SILENTLY = False

EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# Every mail is stored and sent by `manage.py worker`, which alone speaks to the mail server.
MAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_BACKEND = "common.mail_queue.QueueBackend"
# What `manage.py worker` makes beside mail: from the source of a file to its bytes.
# What rooms tell of a round to pages of rooms to their left (common/facts.py).
PRT_FACTS = ["routekaart.facts.routekaart_facts"]
FILE_MAKERS = {"pdf": "common.pdf.make_pdf"}
DEFAULT_FROM_EMAIL = env(
    "DEFAULT_FROM_EMAIL", default="PRT-portaal <niet-beantwoorden@prt-portaal.example>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10  # seconds for each answer of the mail server
# Links in mails need the address people use; there is no request when a command sends them.
SECURITY_CONTACT = env("SECURITY_CONTACT", default="beveiliging@prt-portaal.example")
PRT_BASE_URL = env("PRT_BASE_URL", default="http://127.0.0.1:8000")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = env.int("SESSION_COOKIE_AGE", default=8 * 60 * 60)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
PRT_IDLE_SECONDS = env.int("PRT_IDLE_SECONDS", default=60 * 60)
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "autosave.refused.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
# The demo runs on plain http://127.0.0.1; everything else only over https, behind the proxy of the
# host.
HTTPS_ONLY = not (DEBUG or PRT_DEMO)
SESSION_COOKIE_SECURE = HTTPS_ONLY
CSRF_COOKIE_SECURE = HTTPS_ONLY
SECURE_SSL_REDIRECT = HTTPS_ONLY
SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS_ONLY else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS_ONLY
SECURE_HSTS_PRELOAD = HTTPS_ONLY
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Login limits count per visitor: the proxy's own address is not one.
    ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    # Every PDF would tell each step of its making, each font it opens and each emoji it has no font
    # for.
    "loggers": {
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "pikepdf": {"level": "WARNING"},
    },
}
