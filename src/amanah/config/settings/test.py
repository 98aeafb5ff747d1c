"""Both programs' apps in one process, with cheap key derivation; the `intake` and `desk` fixtures choose a program per client."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import cast

_here = Path(tempfile.mkdtemp(prefix="amanah-test-"))
atexit.register(shutil.rmtree, _here, ignore_errors=True)
os.environ["AMANAH_DATA"] = str(_here)
os.environ["AMANAH_KEYS"] = str(_here / "keys")
os.environ["AMANAH_SECURE"] = "0"

from amanah.config.settings.desk import *  # noqa: E402 - the environment above must be set first

if "DATABASE_URL" not in os.environ:
    DATABASES["default"]["TEST"] = {"NAME": str(_here / "test.sqlite3")}
    # Tests need to survive no power cut, and their disk forgets with the folder.
    _options = cast("dict[str, str]", DATABASES["default"]["OPTIONS"])
    _options["init_command"] += "PRAGMA synchronous=OFF;PRAGMA secure_delete=OFF;"
DATABASES["default"]["CONN_MAX_AGE"] = 0
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AMANAH_KDF = "test"
AMANAH_DEMO = True
AMANAH_CROWD_PER_MINUTE = 0  # all tests of a process are no crowd; those that are about one say so
STATIC_ROOT.mkdir(parents=True)  # whitenoise warns of a missing folder, and warnings are errors here
