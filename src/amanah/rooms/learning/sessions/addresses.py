"""Where pages are; it holds in every process, also where no desk is loaded."""

from urllib.parse import urljoin

from django.conf import settings

HERE = "/desk/learning/sessions/"


def of_session(number: str) -> str:
    """The page of the session of that number."""
    return f"{HERE}{number}/"


def of_offer(number: str) -> str:
    """The page of the offer of that number."""
    return f"{HERE}offers/{number}/"


def of_outside(number: str) -> str:
    """The page of a certificate from elsewhere."""
    return f"{HERE}outside/{number}/"


def absolute_desk(path: str) -> str:
    """An address below /desk/ as somebody elsewhere has to type it."""
    return urljoin(settings.AMANAH_DESK_ADDRESS, path)


def absolute_public(path: str) -> str:
    """An address of the public program as somebody elsewhere has to type it."""
    return urljoin(settings.AMANAH_PUBLIC_ADDRESS, path)


def of_verification(number: str, code: str) -> str:
    """Where a stranger checks a certificate; what its QR code holds."""
    return absolute_public(f"/certificates/{number}/?code={code}")


def of_guest(token: str) -> str:
    """A guest's own link."""
    return absolute_public(f"/attend/{token}/")
