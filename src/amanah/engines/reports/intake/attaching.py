"""Files that come in with a form: sealed on their way in, refused by name where they cannot be taken."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.services import Refusal, Taken
from amanah.foundation.evidence.uploads import IncomingFile


def take(request: HttpRequest, *, already: int = 0) -> Taken:
    """Take over the files of this request's field "attached"."""
    incoming = [file for file in request.FILES.getlist("attached") if isinstance(file, IncomingFile)]
    return evidence.take(incoming, already=already)


def sentences(refused: Iterable[Refusal]) -> list[str]:
    """Each refused file by its name, and why."""
    return [f"{refusal.name}: {refusal.reason}" for refusal in refused]


def limits() -> str:
    """What may be attached, said before."""
    return _("Paling banyak %(each)d MB per berkas dan %(all)d MB seluruhnya. Jenis berkas apa saja.") % {
        "each": settings.AMANAH_FILE_LIMIT // 2**20,
        "all": settings.AMANAH_REPORT_LIMIT // 2**20,
    }


_beside: list[str] = []


def offer_beside(template: str) -> None:
    """Show a block wherever files are chosen, such as a recorder; once per template."""
    if template not in _beside:
        _beside.append(template)


def beside() -> tuple[str, ...]:
    """The templates of those blocks."""
    return tuple(_beside)
