"""Typing in a complaint that came over the counter, by letter, e-mail, phone or message."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from amanah.engines.reports.desk.opening import viewer_of
from amanah.engines.reports.desk.typed import take
from amanah.engines.reports.services.typed import TypedIn
from amanah.foundation.access.decorators import role_required
from amanah.rooms.complaints.desk.forms import TypedForm
from amanah.rooms.complaints.queries.services import service_name
from amanah.rooms.complaints.services import taking
from amanah.rooms.complaints.workflow import OFFICERS, TYPIST


@never_cache
@role_required(TYPIST, *sorted(OFFICERS))
def write(request: HttpRequest) -> HttpResponse:
    """One page; then the receipt for the person, or a word that it is kept."""
    form = TypedForm(request.POST or None)

    def file() -> TypedIn:
        answers = form.answers()
        named = answers | {"service_name": service_name(answers["service"])}
        return taking.type_in(form.cleaned_data["case"], named, form.coming, viewer=viewer_of(request))

    return take(request, form, "complaints/desk/typed.html", file)
