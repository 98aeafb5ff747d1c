"""Where somebody goes who was asked for more, or kept waiting: the forms of other rooms, offered only where they are installed."""

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

LEVY, LATE = "levies:start", "complaints:start"


def address(form: str, code: str) -> str:
    """The address of another room's form with this service filled in; empty where this house has no such form."""
    try:
        return f"{reverse(form)}?{urlencode({'service': code})}"
    except NoReverseMatch:
        return ""
