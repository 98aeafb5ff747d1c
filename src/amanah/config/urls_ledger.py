"""/desk/ledger/, wired here because the ledger stands below access: it cannot ask for roles itself."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from amanah.foundation.access.decorators import role_required
from amanah.foundation.ledger.desk import views

app_name = "ledger"

# Records of the house itself, which an administrator sees on their own screens anyway. Cases are never among them.
_HOUSE = frozenset({"account", "entry", "grant", "ledger", "person", "post", "unit"})


def _may_see(ref: str) -> bool:
    return ref.partition(":")[0] in _HOUSE


@role_required("access.administrator")
def entries(request: HttpRequest) -> HttpResponse:
    """The ledger's list for whoever administers access."""
    return views.entries(request, _may_see)


urlpatterns = [path("", entries, name="desk")]
