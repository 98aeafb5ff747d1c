"""What the lists of due diligence can be narrowed to."""

from django import forms
from django.utils.translation import gettext_lazy

from amanah.engines.narrowing import NarrowForm, offer
from amanah.engines.risks.declare import BRIBERY
from amanah.rooms.antibribery.due_diligence import declare


class FilterForm(NarrowForm):
    """What the list of files can be narrowed to."""

    state = offer(
        gettext_lazy("Status"), {"open": gettext_lazy("belum diputuskan"), **{key: state.title for key, state in declare.STATES.items()}}
    )
    outcome = offer(gettext_lazy("Keputusan terakhir"), declare.OUTCOMES)
    sort = offer(gettext_lazy("Jenis"), declare.SORTS)
    risk_class = offer(gettext_lazy("Golongan risiko"), BRIBERY)
    needs = offer(
        gettext_lazy("Perlu perhatian"),
        {
            "expired": gettext_lazy("masa berlakunya habis"),
            "soon": gettext_lazy("habis dalam sebulan"),
            "hits": gettext_lazy("kecocokan belum dinilai"),
        },
    )
    scope = forms.CharField(label=gettext_lazy("Ruang lingkup memuat"), required=False, max_length=60)
    text = forms.CharField(label=gettext_lazy("Nama atau nomor memuat"), required=False, max_length=60)
    said = {"scope": gettext_lazy("ruang lingkup memuat %(text)s"), "text": gettext_lazy("nama atau nomor memuat %(text)s")}


class GapFilterForm(NarrowForm):
    """What the list of decisions about inadequate controls can be narrowed to."""

    state = offer(gettext_lazy("Status"), declare.INADEQUACY_STATES)
    measure = offer(gettext_lazy("Tindakan"), declare.MEASURES)
    text = forms.CharField(label=gettext_lazy("Nama atau nomor memuat"), required=False, max_length=60)
    said = {"text": gettext_lazy("nama atau nomor memuat %(text)s")}
