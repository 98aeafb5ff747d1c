"""Coming and going unnoticed: guidance for Tor Browser."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def safely(request: HttpRequest) -> HttpResponse:
    """What protects on the way here, and what does not. Sets no cookie and asks no database."""
    return render(request, "safely/safely.html", {"onion": settings.AMANAH_ONION})
