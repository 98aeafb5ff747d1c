"""The staff program, everything under /desk/."""

import os
from datetime import timedelta

from amanah.config import logs
from amanah.config.settings.base import *

INSTALLED_APPS = [
    "amanah.engines.risks.desk",  # screens alone, so the public program knows nothing of it
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
    "amanah.ui.middleware.NothingKeptMiddleware",
    "amanah.ui.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "amanah.ui.middleware.NoZeroByteFromStaffMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "amanah.foundation.access.middleware.ViewerMiddleware",
    "amanah.foundation.vault.desk.session.UnlockedKeysMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
CSRF_COOKIE_NAME = "desk_form"
CSRF_COOKIE_PATH = SESSION_COOKIE_PATH = "/desk/"
CSRF_FAILURE_VIEW = "amanah.ui.errors.csrf_failure"
SESSION_COOKIE_NAME = "desk"
LOGIN_URL = "/desk/account/login/"
# To the key set-up the first time, to the desk afterwards.
LOGIN_REDIRECT_URL = "/desk/vault/welcome/"

# Sign-in. Failed attempts are counted by axes with the address they came from: the desk knows its staff, intake nobody.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "amanah.foundation.access.desk.sign_in.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "amanah.foundation.access.desk.passwords.BreachedValidator"},
    {"NAME": "amanah.foundation.access.desk.passwords.HouseWordsValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Unlocked keys lock themselves after this long without a request.
AMANAH_KEYS_IDLE_MINUTES = int(os.environ.get("AMANAH_KEYS_IDLE_MINUTES", "15"))
AMANAH_IDLE_MINUTES = int(os.environ.get("AMANAH_IDLE_MINUTES", "30"))
AMANAH_TRUSTED_PROXIES = int(os.environ.get("AMANAH_TRUSTED_PROXIES", "0"))

ACCOUNT_ADAPTER = "amanah.foundation.access.desk.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Above what axes counts, so that axes answers first; this one also guards the codes of the second step.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,10/5m/key"}
ACCOUNT_FORMS = {
    "login": "amanah.foundation.access.desk.forms.LoginForm",
    "reauthenticate": "amanah.foundation.access.desk.forms.ReauthenticateForm",
    "change_password": "amanah.foundation.access.desk.forms.ChangePasswordForm",
    "reset_password": "amanah.foundation.access.desk.forms.ResetPasswordForm",
    "reset_password_from_key": "amanah.foundation.access.desk.forms.ResetPasswordKeyForm",
}
MFA_ADAPTER = "amanah.foundation.access.desk.sign_in.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Amanah"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = AMANAH_DEMO
MFA_FORMS = {
    "authenticate": "amanah.foundation.access.desk.forms.AuthenticateForm",
    "reauthenticate": "amanah.foundation.access.desk.forms.ReauthenticateCodeForm",
    "activate_totp": "amanah.foundation.access.desk.forms.ActivateTOTPForm",
    "add_webauthn": "amanah.foundation.access.desk.forms.AddWebAuthnForm",
    "edit_webauthn": "amanah.foundation.access.desk.forms.EditWebAuthnForm",
}
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "amanah.foundation.access.desk.sign_in.attempted_username"
AXES_CLIENT_IP_CALLABLE = "amanah.foundation.access.desk.sign_in.client_address"
AXES_LOCKOUT_CALLABLE = "amanah.foundation.access.desk.sign_in.locked_out"

LOGGING = logs.configuration(logs.WithoutValues)
