"""What this room's public pages say before anything is written."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from amanah.engines.reports.promises import promised
from amanah.kernel import clock
from amanah.rooms.whistleblowing.outside import OUTSIDE_CHANNELS
from amanah.rooms.whistleblowing.regime import REGIME


@require_GET
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """What to know before writing. Sets no cookie and asks no database."""
    return render(request, "whistleblowing/intake/start.html", {"promises": promised(REGIME, clock.today())})


@require_GET
def outside(request: HttpRequest) -> HttpResponse:
    """Where else one may turn."""
    return render(request, "whistleblowing/intake/outside.html", {"channels": OUTSIDE_CHANNELS})
