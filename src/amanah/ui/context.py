"""What every template may use without a view passing it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

_shell: dict[str, Callable[[HttpRequest], Any]] = {}


def provide(name: str, give: Callable[[HttpRequest], Any]) -> None:
    """Let the house put a value into the desk's frame: `give(request)` is called once per page, when a template asks."""
    _shell[name] = give


def bare(request: HttpRequest | None) -> dict[str, Any]:
    """The part that needs no database and no person: also error pages can rely on it."""
    code = get_language() or settings.LANGUAGE_CODE
    path = request.get_full_path() if request is not None and request.method in {"GET", "HEAD"} else getattr(request, "path", "/")
    return {
        "institution": settings.AMANAH_INSTITUTION,
        "demo": settings.AMANAH_DEMO,
        "practice": settings.AMANAH_PRACTICE,
        "exit_address": settings.AMANAH_EXIT_ADDRESS,
        "language": code,
        "languages": settings.LANGUAGES,
        "here": path,
    }


def common(request: HttpRequest) -> dict[str, Any]:
    """Institution, language and, for a signed-in person, the desk's frame (evaluated only where a template uses it)."""
    values = bare(request)
    viewer = getattr(request, "viewer", None)
    values["viewer"] = viewer
    if hasattr(request, "_messages"):
        from django.contrib.messages import get_messages  # late: the public program has no messages

        values["notes"] = get_messages(request)
    if viewer is not None:
        from amanah.foundation.access import confinement  # late: the public program never gets here
        from amanah.ui.rooms import navigation  # as above

        values["confined"] = confinement.bounds(viewer) is not None
        values["rail"] = SimpleLazyObject(lambda: navigation(request))
        for name, give in _shell.items():
            values[name] = SimpleLazyObject(partial(give, request))
    return values
