"""The desk program as a WSGI application."""

import gc
import os

os.environ["DJANGO_SETTINGS_MODULE"] = "amanah.config.settings.desk"

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from amanah.config import logs
from amanah.config.gate import gate

application = gate(get_wsgi_application(), "desk", anonymous=False)
logs.silence_interpreter("desk")
get_resolver().url_patterns  # noqa: B018 - what cannot be imported must stop the start, not the first visitor
# Everything loaded so far stays for good: collecting it again and again would cost a tenth of each request.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
