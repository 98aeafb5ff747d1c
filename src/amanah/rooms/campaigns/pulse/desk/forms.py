"""What is written about pulses. Everything here is in clear."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amanah.engines.narrowing import NarrowForm, offer
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.desk.fields import DayField, UnitField
from amanah.kernel import clock
from amanah.rooms.campaigns.pulse import declare, queries
from amanah.rooms.campaigns.pulse.models import TITLE
from amanah.rooms.campaigns.pulse.questions.reading import library
from amanah.ui.forms import with_hint

USUAL = 14
"""Days for which a wave is open, as the form proposes."""
PROPOSED = ("knows_channel", "would_use", "feels_protected")


class FilterForm(NarrowForm):
    """What the list can be narrowed to."""

    state = offer(_("Keadaan"), {"running": _("masih berjalan"), "ended": _("sudah diakhiri")})
    text = forms.CharField(label=_("Judul, nomor, atau unit memuat"), required=False, max_length=60)
    campaign = forms.CharField(label=_("Nomor kampanye"), required=False, max_length=14)
    said = {"campaign": _("mengukur kampanye %(text)s"), "text": _("judul, nomor, atau unit memuat %(text)s")}


class PulseForm(forms.Form):
    """A pulse."""

    title = forms.CharField(label=_("Judul"), max_length=TITLE, help_text=_("Terbaca di atas halaman jawaban."))
    title_en = forms.CharField(label=_("Judul dalam bahasa Inggris"), max_length=TITLE)
    unit = UnitField(
        label=_("Siapa yang ditanya?"), help_text=_("Unit dengan semua bagian di bawahnya. Kode unit, atau kata-kata dari namanya.")
    )
    origin = forms.ChoiceField(label=_("Kampanye yang diukur"), required=False)
    questions = forms.MultipleChoiceField(
        label=_("Pertanyaan"),
        widget=forms.CheckboxSelectMultiple,
        initial=list(PROPOSED),
        help_text=_("Satu sampai lima. Makin pendek, makin banyak yang menjawab."),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "id"
        origin: Any = self.fields["origin"]
        origin.choices = [
            ("", _("Tidak ada: denyut berkala")),
            *((one.ref, f"{one.number} {one.title}") for one in queries.campaigns_for(viewer)),
        ]
        questions: Any = self.fields["questions"]
        questions.choices = [(one.key, with_hint(one.text.get(language), one.source.get(language))) for one in library().values()]


class WaveForm(forms.Form):
    """A round of answering."""

    sort = forms.ChoiceField(label=_("Putaran"), choices=list(declare.SORTS.items()), widget=forms.RadioSelect)
    opens_on = DayField(label=_("Dibuka"))
    closes_on = DayField(label=_("Hari terakhir"))

    @classmethod
    def begun(cls, sort: str) -> dict[str, object]:
        """What it proposes."""
        return {"sort": sort, "opens_on": clock.today(), "closes_on": clock.today() + timedelta(days=USUAL)}
