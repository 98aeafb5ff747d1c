"""What the list of actions can be narrowed to."""

from django import forms
from django.utils.translation import gettext_lazy

from amanah.engines.actions.declare import PRIORITIES, STATES
from amanah.engines.narrowing import NarrowForm, offer

STATUS = {"open": gettext_lazy("masih terbuka"), "closed": gettext_lazy("sudah ditutup")}
ROLE = {
    "owner": gettext_lazy("tanggung jawab saya atau unit saya"),
    "verifier": gettext_lazy("saya verifikasi"),
    "assigner": gettext_lazy("saya tugaskan"),
}
URGENCY = {
    "overdue": gettext_lazy("melewati tenggat"),
    "soon": gettext_lazy("segera jatuh tempo"),
    "week": gettext_lazy("jatuh tempo sampai akhir minggu ini"),
}


class FilterForm(NarrowForm):
    """What the list can be narrowed to."""

    status = offer(gettext_lazy("Terbuka atau ditutup"), STATUS)
    role = offer(gettext_lazy("Bagian saya"), ROLE)
    urgency = offer(gettext_lazy("Tenggat"), URGENCY)
    state = offer(gettext_lazy("Status"), {key: state.title for key, state in STATES.items()})
    priority = offer(gettext_lazy("Prioritas"), PRIORITIES)
    unit = forms.CharField(label=gettext_lazy("Unit memuat"), required=False, max_length=60)
    number = forms.CharField(label=gettext_lazy("Nomor memuat"), required=False, max_length=14)
    said = {"unit": gettext_lazy("unit memuat %(text)s"), "number": gettext_lazy("nomor memuat %(text)s")}
