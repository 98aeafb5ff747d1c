"""What services are called, where complaints name one."""

from amanah.foundation.public_services import queries as catalogue
from amanah.kernel import clock


def service_name(code: str) -> str:
    """What a service of the catalogue is called today, with its code; the code alone where it is offered no more."""
    offer = catalogue.offer(code, clock.today()) if code else None
    return f"{offer.edition.name} ({code})" if offer else code
