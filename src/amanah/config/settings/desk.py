"""The staff program, everything under /desk/."""

from amanah.config import logs
from amanah.config.settings.base import *

INSTALLED_APPS = [
    *INSTALLED_APPS,
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
]

ROOT_URLCONF = "amanah.config.urls_desk"
WSGI_APPLICATION = "amanah.config.wsgi_desk.application"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "amanah.ui.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "amanah.foundation.access.middleware.ViewerMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
CSRF_COOKIE_NAME = "desk_form"
CSRF_COOKIE_PATH = SESSION_COOKIE_PATH = "/desk/"
CSRF_FAILURE_VIEW = "amanah.ui.errors.csrf_failure"
SESSION_COOKIE_NAME = "desk"
LOGIN_URL = "/desk/account/login/"
LOGIN_REDIRECT_URL = "/desk/"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]

LOGGING = logs.configuration(logs.WithoutValues)
