"""Typing in a report that came by phone, letter, meeting or e-mail: the same questions on one page."""

from typing import Any
from uuid import uuid4

from django import forms
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from amanah.engines.reports.desk.opening import viewer_of
from amanah.engines.reports.intake.failures import note_failure
from amanah.engines.reports.services import filing
from amanah.engines.reports.services.filing import AlreadyFiled, Filing, NoRecipient
from amanah.foundation.access.decorators import role_required
from amanah.foundation.organisation.models import Unit
from amanah.foundation.vault.errors import Busy
from amanah.kernel import receipts
from amanah.rooms.illegal_levies.intake.forms import IdentityForm, MethodForm, MoneyForm, ServiceForm, StoryForm
from amanah.rooms.illegal_levies.regime import REGIME
from amanah.rooms.illegal_levies.services.filing import compose
from amanah.rooms.illegal_levies.workflow import COORDINATOR, HANDLER

WAYS = (
    ("phone", gettext_lazy("Telepon")),
    ("meeting", gettext_lazy("Datang sendiri")),
    ("letter", gettext_lazy("Surat")),
    ("email", gettext_lazy("Surel")),
    ("handed_on", gettext_lazy("Diteruskan lembaga lain")),
)


class TypedForm(IdentityForm, StoryForm, MethodForm, MoneyForm, ServiceForm):
    """How it came, and what was said."""

    case = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)  # sent twice, it is filed once
    way = forms.ChoiceField(label=gettext_lazy("Datang lewat"), choices=WAYS)
    came_on = forms.CharField(label=gettext_lazy("Kapan datangnya"), max_length=200, required=False)
    unit = forms.CharField(
        label=gettext_lazy("Kode unit yang dilaporkan"),
        help_text=gettext_lazy("Seperti dalam data organisasi. Laporan ini tertutup bagi unit itu dan atasannya."),
        max_length=60,
        required=False,
    )
    wants_receipt = forms.BooleanField(
        label=gettext_lazy("Orangnya ingin tanda terima untuk kotak komunikasi"), required=False, initial=True
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

    def filing(self, by: str) -> Filing:
        """The cleaned answers as a report, with how it came told to staff alone."""
        given = self.cleaned_data
        answers = {name: str(value) for name, value in given.items()} | {"mode": "open" if given["name"] else "anonymous"}
        made = compose(given["case"], answers)
        told = {"came_by": given["way"], "came_on": given["came_on"], "typed_by": by}
        return Filing(made.case_id, made.report, made.tags, told=told)


@never_cache
@role_required(COORDINATOR, HANDLER)
def write(request: HttpRequest) -> HttpResponse:
    """One page; then the receipt for the person, or a word that it is kept."""
    form = TypedForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "illegal_levies/typed_in.html", {"form": form}, status=422 if form.errors else 200)
    viewer = viewer_of(request)
    coming = form.filing(viewer.actor)
    # Whom the report concerns gets no receipt: it would open the reporter's mailbox to them.
    withheld = filing.concerns(viewer.account, coming.tags)
    try:
        receipt = _file(coming, viewer.actor, wanted=form.cleaned_data["wants_receipt"] and not withheld)
    except AlreadyFiled:
        form.add_error(None, _("Laporan ini sudah tersimpan. Tanda terimanya tidak dapat ditampilkan lagi."))
    except NoRecipient:
        form.add_error(None, _("BELUM tersimpan: semua penerima terkait dengan laporan ini. Sarankan saluran di luar instansi."))
    except (Busy, DatabaseError, OSError) as error:
        note_failure("a typed-in report was not accepted", error)
        form.add_error(None, _("BELUM tersimpan: penyimpanan sedang terganggu. Tulisan ini masih ada; coba lagi sebentar."))
    else:
        words = {"words": receipt.words, "digits": receipt.grouped_digits} if receipt else {}
        return render(request, "illegal_levies/typed_in_done.html", words)
    return render(request, "illegal_levies/typed_in.html", {"form": form}, status=422)


def _file(coming: Filing, actor: str, *, wanted: bool) -> receipts.Receipt | None:
    if wanted:
        return filing.file_report(REGIME, coming)
    filing.file_unanswered(REGIME, coming, actor=actor)
    return None
