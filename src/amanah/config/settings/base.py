"""What both programs share. Everything that differs between installations comes from the environment."""

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

PACKAGE = Path(__file__).resolve().parent.parent.parent

# Where the database, sealed files and built static files live; AMANAH_KEYS should be on another disk, outside every backup.
AMANAH_DATA = Path(os.environ.get("AMANAH_DATA", "var")).resolve()
AMANAH_KEYS = Path(os.environ.get("AMANAH_KEYS", AMANAH_DATA / "keys")).resolve()
AMANAH_FILES = AMANAH_DATA / "files"

# Demonstration passwords and relaxed transport rules exist on loopback only.
AMANAH_DEMO = os.environ.get("AMANAH_DEMO") == "1"
AMANAH_SECURE = os.environ.get("AMANAH_SECURE", "0" if AMANAH_DEMO else "1") == "1"

# Whose house this is, as it stands in every page's header; and the neutral page that "leave this page" opens.
AMANAH_INSTITUTION = os.environ.get("AMANAH_INSTITUTION", "Kementerian Contoh")
# The practice institution (`amanah serve --practice`): whatever else is set, it says so everywhere and reaches nobody.
AMANAH_PRACTICE = os.environ.get("AMANAH_PRACTICE") == "1"
if AMANAH_PRACTICE:
    AMANAH_INSTITUTION = f"LATIHAN · {AMANAH_INSTITUTION}"
AMANAH_EXIT_ADDRESS = os.environ.get("AMANAH_EXIT_ADDRESS", "https://www.google.com/")


def _secret_key() -> str:
    """The signing secret: from the environment, else made once beside the other keys, readable by its owner only."""
    if "AMANAH_SECRET_KEY" in os.environ:
        return os.environ["AMANAH_SECRET_KEY"]
    path = AMANAH_KEYS / "secret.key"
    try:
        AMANAH_KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("AMANAH_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
# The onion service's host name, where intake has one: Tor Browser is told of it, and it is answered.
AMANAH_ONION = os.environ.get("AMANAH_ONION", "")
ALLOWED_HOSTS += [AMANAH_ONION] if AMANAH_ONION else []

# The apps whose tables both programs know. Staff screens, sign-in and sessions are added by the desk alone.
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "django_cotton.apps.SimpleAppConfig",
    "amanah.foundation.ledger",
    "amanah.foundation.imports",
    "amanah.foundation.organisation",
    "amanah.foundation.access",
    "amanah.foundation.vault",
    "amanah.foundation.vault.quorum",
    "amanah.foundation.evidence",
    "amanah.foundation.clocks",
    "amanah.foundation.threads",
    "amanah.foundation.notices",
    "amanah.foundation.exports",
    "amanah.foundation.letters",
    "amanah.foundation.public_services",
    "amanah.engines.cases",
    "amanah.engines.cases.cohorts",
    "amanah.engines.reports",
    "amanah.engines.reports.linked",
    "amanah.engines.retention",
    "amanah.engines.actions",
    "amanah.engines.proofs",
    "amanah.engines.instruments",
    "amanah.engines.documents",
    "amanah.engines.risks",
    "amanah.engines.risks.imports",
    "amanah.engines.risks.library",
    "amanah.engines.risks.workshops",
    "amanah.engines.risks.controls",
    "amanah.engines.risks.treatment",
    "amanah.engines.risks.reviews",
    "amanah.engines.risks.indicators",
    "amanah.engines.risks.exposures",
    "amanah.engines.engagements",
    "amanah.ui",
    "amanah.rooms.whistleblowing",
    "amanah.rooms.whistleblowing.browser_sealing",
    "amanah.rooms.whistleblowing.gravest",
    "amanah.rooms.whistleblowing.routing",
    "amanah.rooms.whistleblowing.outside_recipients",
    "amanah.rooms.whistleblowing.inquiry",
    "amanah.rooms.whistleblowing.afterwards",
    "amanah.engines.reports.crowd",
    "amanah.rooms.whistleblowing.safely",
    "amanah.rooms.whistleblowing.voice",
    "amanah.rooms.whistleblowing.questionnaires",
    "amanah.rooms.whistleblowing.typed_in",
    "amanah.rooms.whistleblowing.figures",
    "amanah.rooms.whistleblowing.correspondence",
    "amanah.rooms.whistleblowing.referrals",
    "amanah.rooms.whistleblowing.protection",
    "amanah.rooms.gratification",
    "amanah.rooms.complaints",
    "amanah.rooms.complaints.exchange",
    "amanah.rooms.discipline",
    "amanah.rooms.interests",
    "amanah.rooms.interests.wealth",
    "amanah.rooms.interests.pledges",
    "amanah.rooms.personal_data",
    "amanah.rooms.illegal_levies.prevention",
    "amanah.rooms.illegal_levies",
    "amanah.rooms.risk_register",
    "amanah.rooms.integrity_zone",
    "amanah.rooms.antibribery",
    "amanah.rooms.antibribery.requirements",
    "amanah.rooms.antibribery.certification",
    "amanah.rooms.antibribery.audits",
    "amanah.rooms.antibribery.nonconformities",
    "amanah.rooms.antibribery.approvals",
    "amanah.rooms.antibribery.due_diligence",
    "amanah.rooms.antibribery.objectives",
    "amanah.rooms.antibribery.reviews",
    "amanah.rooms.antibribery.auditor_room",
    "amanah.rooms.learning",
    "amanah.rooms.learning.needs",
    "amanah.rooms.learning.quizzes",
    "amanah.rooms.learning.taking",
    "amanah.rooms.learning.sessions",
    "amanah.rooms.learning.effect",
    "amanah.rooms.campaigns",
    "amanah.rooms.campaigns.pulse",
    "amanah.rooms.campaigns.commitments",
    "amanah.rooms.transparency",
    "amanah.rooms.transparency.rules",
    "amanah.rooms.transparency.services",
    "amanah.rooms.transparency.statistics",
    "django.forms",  # last: its templates are the fallback for those of amanah.ui
]

AUTH_USER_MODEL = "access.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def database(variable: str = "DATABASE_URL") -> dict[str, object]:
    """SQLite in the data folder, or whatever the URL in `variable` names."""
    here = f"sqlite:///{AMANAH_DATA / 'amanah.sqlite3'}"
    # Checked, because a server that was restarted leaves a dead connection in every thread.
    settings = dj_database_url.config(env=variable, default=here, conn_max_age=60, conn_health_checks=True)
    if settings["ENGINE"].endswith("sqlite3"):
        settings["ENGINE"] = "amanah.config.sqlite"  # Django's own, where transactions of one process take turns
        # IMMEDIATE takes the write lock at the start, so that concurrent reporters wait for each other instead of failing;
        # FULL, because an acknowledged report must survive a power cut; secure_delete, because deleted rows must be gone.
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON;"
            "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;",
        }
    return dict(settings)


DATABASES = {"default": database()}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django_cotton.cotton_loader.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "amanah.ui.context.common",
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "amanah.ui.templatetags.amanah_ui",
            ],
        },
    }
]
COTTON_DIR = "cotton"
FORM_RENDERER = "amanah.ui.forms.Renderer"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "lang"
LOCALE_PATHS = [PACKAGE / "config" / "locale"]  # each app has its own beside its templates
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "/static/"
STATIC_ROOT = AMANAH_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": AMANAH_FILES}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
# Not "no-referrer": browsers would then send "Origin: null" with our own forms, and the cross-site check refuses that.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
# In production a reverse proxy speaks TLS and must set this header itself (docs/how-to/operate.md).
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if AMANAH_SECURE else None
SECURE_HSTS_SECONDS = 31536000 if AMANAH_SECURE else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = AMANAH_SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # gone with the browser: a cookie that stays would tell that somebody was here
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Strict"

# Nothing that a person uploads may touch the disk unsealed: no temporary-file handler, small fields in memory only.
FILE_UPLOAD_HANDLERS = ["amanah.foundation.evidence.uploads.SealingUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# One file, and all files of one report together: what the disk and a slow line can bear, no rule of law.
AMANAH_FILE_LIMIT = int(os.environ.get("AMANAH_FILE_LIMIT_MB", "50")) * 1024 * 1024
AMANAH_REPORT_LIMIT = int(os.environ.get("AMANAH_REPORT_LIMIT_MB", "200")) * 1024 * 1024

# The public log's name (its address without scheme, once and for all) and the time of day, in WIB, at which its checkpoint goes out.
AMANAH_LEDGER_ORIGIN = os.environ.get("AMANAH_LEDGER_ORIGIN", "amanah.local/ledger")
if AMANAH_PRACTICE:
    AMANAH_LEDGER_ORIGIN = f"latihan.{AMANAH_LEDGER_ORIGIN}"
AMANAH_LEDGER_BEAT = os.environ.get("AMANAH_LEDGER_BEAT", "06:00")

# Public statistics: the smallest number shown, how many days after a period's end it is published, and a period's length.
AMANAH_STATISTICS_THRESHOLD = int(os.environ.get("AMANAH_STATISTICS_THRESHOLD", "10"))
AMANAH_STATISTICS_LAG_DAYS = int(os.environ.get("AMANAH_STATISTICS_LAG_DAYS", "30"))
AMANAH_STATISTICS_PERIOD = os.environ.get("AMANAH_STATISTICS_PERIOD", "quarter")

# Key derivation (see kernel.sealing): the parameters that protect receipts and passphrases from now on.
AMANAH_KDF = "production"
# How many processes share the limits that follow.
AMANAH_PROCESSES = 1
# How long a derivation may wait for its turn, in seconds, before the visitor is told that the house is busy.
AMANAH_KDF_PATIENCE = float(os.environ.get("AMANAH_KDF_PATIENCE", "10"))
# From how many reports a minute, or derivations waiting, on senders are asked to wait or compute a little; 0 never asks.
AMANAH_CROWD_PER_MINUTE = int(os.environ.get("AMANAH_CROWD_PER_MINUTE", "600"))
AMANAH_CROWD_QUEUE = int(os.environ.get("AMANAH_CROWD_QUEUE", "40"))

EMAIL_BACKEND = os.environ.get("AMANAH_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
if AMANAH_PRACTICE:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
EMAIL_HOST = os.environ.get("AMANAH_EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("AMANAH_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("AMANAH_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("AMANAH_EMAIL_PASSWORD", "")
# To a relay on another machine mail travels encrypted, and its certificate is checked.
_MAIL_TLS = os.environ.get("AMANAH_EMAIL_TLS", "none" if EMAIL_HOST in {"", "localhost", "127.0.0.1", "::1"} else "starttls")
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL_TLS == "starttls", _MAIL_TLS == "implicit"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("AMANAH_EMAIL_FROM", "amanah@localhost")
# Where messages send staff to; nothing else about a message says what it is about.
AMANAH_DESK_ADDRESS = os.environ.get("AMANAH_DESK_ADDRESS", "http://127.0.0.1:8000/desk/")
# What stands on certificates and in invitations of guests: where the public program is reached from anywhere.
AMANAH_PUBLIC_ADDRESS = os.environ.get("AMANAH_PUBLIC_ADDRESS", "http://127.0.0.1:8000/")
