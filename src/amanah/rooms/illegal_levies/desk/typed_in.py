"""Typing in a report that came by phone, letter, meeting or e-mail: the same questions on one page."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from amanah.engines.reports.desk.opening import viewer_of
from amanah.engines.reports.desk.typed import ComingForm, take
from amanah.engines.reports.services.filing import Filing
from amanah.engines.reports.services.typed import file_typed
from amanah.foundation.access.decorators import role_required
from amanah.foundation.organisation.models import Unit
from amanah.rooms.illegal_levies.intake.forms import IdentityForm, MethodForm, MoneyForm, ServiceForm, StoryForm
from amanah.rooms.illegal_levies.regime import REGIME
from amanah.rooms.illegal_levies.services.filing import compose
from amanah.rooms.illegal_levies.workflow import COORDINATOR, HANDLER


class TypedForm(ComingForm, IdentityForm, StoryForm, MethodForm, MoneyForm, ServiceForm):
    """How it came, and what was said."""

    unit = forms.CharField(
        label=gettext_lazy("Kode unit yang dilaporkan"),
        help_text=gettext_lazy("Seperti dalam data organisasi. Laporan ini tertutup bagi unit itu dan atasannya."),
        max_length=60,
        required=False,
    )
    field_order = ("way", "came_on", "service", "asked", "paid", "topic", "unit", "what", "who", "when", "where", "how", "name", "contact")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].label, self.fields["contact"].label = _("Bagaimana uang itu diminta?"), _("Cara menghubungi pelapor")
        name: Any = self.fields["name"]
        name.required, name.label, name.help_text = False, _("Nama pelapor"), _("Kosongkan bila ingin anonim.")

    def clean_unit(self) -> str:
        """The unit's id, by its code; "" for none."""
        code = str(self.cleaned_data["unit"]).strip().upper()
        unit = Unit.objects.filter(code=code).first() if code else None
        if code and unit is None:
            raise forms.ValidationError(_("Tidak ada unit dengan kode itu."))
        return str(unit.pk) if unit else ""

    def filing(self) -> Filing:
        """The cleaned answers as a report."""
        given = self.cleaned_data
        answers = {name: str(value) for name, value in given.items()}
        return compose(given["case"], answers | {"mode": "open" if given["name"] else "anonymous"})


@never_cache
@role_required(COORDINATOR, HANDLER)
def write(request: HttpRequest) -> HttpResponse:
    """One page; then the receipt for the person, or a word that it is kept."""
    form = TypedForm(request.POST or None)
    viewer = viewer_of(request)
    return take(request, form, "illegal_levies/typed_in.html", lambda: file_typed(REGIME, form.filing(), form.coming, viewer=viewer))
