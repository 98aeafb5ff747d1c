"""The public program: it knows no session, no sign-in, no staff screen, and keeps no trace of who came."""

import os

from amanah.config import logs
from amanah.config.settings.base import *

ROOT_URLCONF = "amanah.config.urls_intake"
WSGI_APPLICATION = "amanah.config.wsgi_intake.application"
DATABASES = {"default": database("DATABASE_URL_INTAKE" if "DATABASE_URL_INTAKE" in os.environ else "DATABASE_URL")}
# As many as `amanah serve` starts.
AMANAH_PROCESSES = max(1, int(os.environ.get("AMANAH_INTAKE_PROCESSES") or "1"))

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "amanah.ui.middleware.OnionMiddleware",
    "amanah.ui.middleware.LanguageMiddleware",
    "amanah.ui.middleware.NoZeroByteMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
CSRF_COOKIE_NAME = "form"
CSRF_FAILURE_VIEW = "amanah.ui.errors.csrf_failure"

# Errors leave a name and a place, never a value: no body, no header, no address, no traceback with locals (blueprint 4a).
LOGGING = logs.configuration(logs.Scrubbed)
