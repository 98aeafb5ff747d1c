"""One front door: what happened, in plain words, and where that leads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@dataclass(frozen=True)
class Door:
    """One answer to "what happened?": its title says it in the visitor's words, `hint` gives examples, `icon` is a name of ui.icons.

    `url` gives the address, when the page is drawn. Lower `order` stands higher.
    """

    key: str
    title: Any
    hint: Any
    url: Callable[[], str]
    icon: str
    order: int


_doors: dict[str, Door] = {}


def offer(key: str, title: Any, hint: Any, url_name: str, *, icon: str, order: int) -> None:
    """Show a way in; once per key. Called when the public addresses are loaded."""
    _doors[key] = Door(key, title, hint, lambda: reverse(url_name), icon, order)


@require_safe
@never_cache
def front(request: HttpRequest) -> HttpResponse:
    """What happened? Sets no cookie and asks no database."""
    doors = [
        {"title": door.title, "hint": door.hint, "url": door.url(), "icon": door.icon}
        for door in sorted(_doors.values(), key=lambda door: door.order)
    ]
    return render(request, "reports/intake/front.html", {"doors": doors})
