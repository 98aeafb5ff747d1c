"""The intake program as a WSGI application."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "amanah.config.settings.intake"

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
