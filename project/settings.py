"""Settings of one installation. Defaults are safe; everything an operator may change is an
environment variable, listed with its meaning in docs/operating.md."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy
from kombu import Exchange, Queue

from project import env

VERSION = "0.1.0"
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.data_folder(BASE_DIR / "var")

SECRET_KEY = env.text("HEARSAY_SECRET_KEY", "") or env.secret(DATA_DIR / "secret-key")
DEBUG = env.flag("HEARSAY_DEBUG", default=False)

# The address people type; `bin/up` leaves it in the data folder for links printed by commands.
BASE_URL = env.text("HEARSAY_URL", env.note(DATA_DIR / "url", "http://127.0.0.1:8000")).rstrip("/")
if not BASE_URL.startswith(("http://", "https://")):
    raise ImproperlyConfigured(
        f"HEARSAY_URL={BASE_URL!r} is not an address; for example HEARSAY_URL=https://label.example.org"
    )
IS_HTTPS = BASE_URL.startswith("https://")
_host = BASE_URL.split("://", 1)[1].split("/", 1)[0]
ALLOWED_HOSTS = [
    _host.rsplit(":", 1)[0] if not _host.endswith("]") else _host,
    "127.0.0.1",
    "localhost",
    "[::1]",
    *env.listed("HEARSAY_HOSTS"),
]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    # First: its static files and templates may replace those of the others.
    "annotator.apps.AnnotatorConfig",
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "rest_framework",
    "knox",
    "drf_spectacular",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "annotator.web.compression.CompressPages",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    # Before whatever may answer in words of its own.
    "annotator.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "annotator.web.middleware.SignInMiddleware",
    "annotator.web.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "project.urls"
WSGI_APPLICATION = "project.wsgi.application"

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
            ],
        },
    }
]

# --- database -------------------------------------------------------------------------------

DATABASE_URL = env.text("DATABASE_URL", f"sqlite:///{quote(str(DATA_DIR / 'hearsay.sqlite3'))}")
DATABASES: dict[str, Any] = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "project.sqlite"
    DATABASES["default"]["OPTIONS"] = {
        # A write transaction takes its lock at once: two writers wait for each other instead of
        # one of them failing half way ("database is locked").
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: an answer that was called saved is on the disk, also after a power cut.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;"
        ),
    }
else:
    # A worker on a machine that sleeps loses its transaction, and with it the locks that everybody
    # else would wait for. Nothing of ours holds one open and idle for longer than moments.
    options = DATABASES["default"].setdefault("OPTIONS", {})
    options.setdefault("options", "-c idle_in_transaction_session_timeout=60s")
    # What is asked over and over is planned once a connection: it halves what PostgreSQL has to do
    # for an answer. Poolers that hand a connection on after each transaction must know of it
    # (PgBouncer: max_prepared_statements).
    options.setdefault("server_side_binding", True)
    options.setdefault("prepare_threshold", 3)
# Its token model is replaced by ours; its own table is not made.
MIGRATION_MODULES = {"knox": None}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Log-in throttling counts here, so that every web process sees the same count.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}

# --- people ---------------------------------------------------------------------------------

AUTH_USER_MODEL = "annotator.Person"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "sesame.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "annotator.web.accounts.InvitationOnly"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/5m/ip,5/5m/key"}

# One-time sign-in addresses: dead once used, and after three days.
SESAME_ONE_TIME = True
SESAME_MAX_AGE = 3 * 24 * 3600
SESAME_TOKEN_NAME = "token"

# --- what the browser may do ----------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_ENGINE = "annotator.web.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_SSL_REDIRECT = IS_HTTPS and env.flag("HEARSAY_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
MAX_UPLOAD_FILES = 100
DATA_UPLOAD_MAX_NUMBER_FILES = MAX_UPLOAD_FILES
MAX_UPLOAD_BYTES = env.number("HEARSAY_MAX_UPLOAD_MB", 2048) * 1024 * 1024
# Files that were taken in are kept here, and never served. An upload on its way lies on the same
# disk, so that keeping it is a rename.
MEDIA_ROOT = DATA_DIR / "uploads"
FILE_UPLOAD_TEMP_DIR = MEDIA_ROOT / "on-the-way"
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# --- static files, language, time -----------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "project.static_files.CollectedFiles"},
}
LANGUAGE_CODE = "en"
# Each by its own name. What another one needs: docs/translating.md.
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["project.formats"]
# Whoever chose a language keeps it on that device; who did not gets what their browser asks for.
LANGUAGE_COOKIE_NAME = "hearsay-language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = IS_HTTPS
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("HEARSAY_TIME_ZONE", "UTC")

# --- API ------------------------------------------------------------------------------------

KNOX_TOKEN_MODEL = "annotator.Token"
REST_KNOX = {"AUTH_HEADER_PREFIX": "Bearer", "TOKEN_PREFIX": "hs_"}
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "knox.auth.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "annotator.api.refusals.reply_to",
    # `?format=` chooses the format of an export, not a renderer.
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Hearsay",
    "DESCRIPTION": "Who says what: gold-standard labels for the sentences of news articles.",
    "VERSION": VERSION,
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
}

# --- jobs: the database is the truth, Redis the doorbell --------------------------------------

REDIS_URL = env.text(
    "REDIS_URL",
    env.note(DATA_DIR / "redis-url", f"redis+socket://{quote(str(DATA_DIR / 'redis.sock'))}"),
)
CELERY_BROKER_URL = REDIS_URL
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A service may keep a worker waiting for minutes. A worker that is told of no queue serves both.
CELERY_TASK_QUEUES = [
    Queue(name, Exchange(name), routing_key=name) for name in ("celery", "services")
]
CELERY_TASK_ROUTES = {"annotator.tasks.ask": {"queue": "services"}}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
# With Redis down or hung a page answers at once: one short try, the sweep rings again later.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 2,
    "max_retries": 0,
    "visibility_timeout": 600,
}
CELERY_BEAT_SCHEDULE = {
    "ring for work that is due": {
        "task": "annotator.tasks.sweep",
        "schedule": 10.0,
        "options": {"expires": 10.0},
    }
}
WORKER_SILENCE_SECONDS = 60
JOB_LEASE_SECONDS = env.number("HEARSAY_JOB_LEASE_SECONDS", 30)

# Services that tag, from a file that only the operator can write: docs/remote-taggers.md.
REMOTE_TAGGERS = env.taggers(DATA_DIR / "taggers.toml")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    # Celery tells of each task it receives and ends: twice every sweep, for nobody.
    "loggers": {
        name: {"level": env.text("HEARSAY_LOG_LEVEL", "WARNING")}
        for name in ("celery.app.trace", "celery.worker.strategy")
    },
    "root": {"handlers": ["console"], "level": env.text("HEARSAY_LOG_LEVEL", "INFO")},
}

UNFOLD = {
    "SITE_TITLE": "Hearsay",
    "SITE_HEADER": "Hearsay",
    "SITE_SUBHEADER": "Who says what",
    "SITE_URL": reverse_lazy("home"),
    "SITE_SYMBOL": "format_quote",
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    # The colours stand in annotator/static/unfold/css/hearsay.css: COLORS would be an inline style.
    "DASHBOARD_CALLBACK": "annotator.admin.overview.overview",
    "ACCOUNT": {
        "navigation": [
            {"title": "Change password", "link": reverse_lazy("account_change_password")}
        ]
    },
    "COMMAND": {"search_callback": "annotator.admin.overview.find"},
    "SIDEBAR": {
        "show_search": True,
        "command_search": True,
        "navigation": "annotator.admin.sidebar.navigation",
    },
}
