"""The intake program as a WSGI application: no visitor's trace comes in, no value goes out by a log."""

import gc
import os

os.environ["DJANGO_SETTINGS_MODULE"] = "amanah.config.settings.intake"

from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from amanah.config import logs
from amanah.config.gate import gate

application = gate(get_wsgi_application(), "intake", anonymous=True)
logs.silence_interpreter("intake")
get_resolver().url_patterns  # noqa: B018 - what cannot be imported must stop the start, not the first visitor


def _make(path: str) -> None:
    """A page for nobody: addresses, translations and templates are read now, so that processes forked from here share them."""
    environ: dict[str, object] = {"PATH_INFO": path, "HTTP_HOST": settings.ALLOWED_HOSTS[0].lstrip(".").replace("*", "localhost")}
    setup_testing_defaults(environ)
    for _ in application(environ, lambda *_: None):
        pass


for _path in ("/report/wrongdoing/", "/report/topic/", "/mailbox/"):  # none of them asks the database
    _make(_path)
# Everything loaded so far stays for good: collecting it again and again would cost a tenth of each request.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
