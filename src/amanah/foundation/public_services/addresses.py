"""Where a service's page at the desk is; it holds in every process, also where no desk is loaded."""

from amanah.foundation.public_services.models import Service


def of_service(service: Service) -> str:
    """The desk page of a service."""
    return f"/desk/services/{service.code}/"
