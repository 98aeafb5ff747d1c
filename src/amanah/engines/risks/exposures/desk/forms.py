"""What is asked about a class of bribery risk. Everything here is kept in clear."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.engines.narrowing import NarrowForm, offer
from amanah.engines.risks.declare import BRIBERY
from amanah.engines.risks.exposures import declare
from amanah.engines.risks.exposures.models import REASON, TITLE
from amanah.engines.risks.exposures.queries import Filters
from amanah.engines.risks.exposures.services import Decision
from amanah.foundation.organisation.desk.fields import DayField, UnitField


class FilterForm(NarrowForm):
    """What the list of posts can be narrowed to."""

    bribery_class = offer(_("Golongan risiko suap"), {**BRIBERY, "none": _("Belum digolongkan")})
    unit = forms.CharField(label=_("Kode unit, atau nama memuat"), required=False, max_length=60)
    words = forms.CharField(label=_("Jabatan memuat"), required=False, max_length=60)
    said = {"unit": _("unit %(text)s"), "words": _("jabatan memuat %(text)s")}

    def filters(self) -> Filters:
        """What is chosen."""
        return Filters(**self.chosen())


class DecideForm(forms.Form):
    """A class and why."""

    bribery_class = forms.ChoiceField(label=_("Golongan risiko suap"), choices=list(BRIBERY.items()), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wewenang, uang, atau pihak luar apa yang membuatnya demikian. Jangan menulis apa pun dari suatu laporan."),
    )
    until = DayField(label=_("Sampai dengan"), required=False, help_text=_("Hari terakhir berlakunya. Kosongkan bila belum ditentukan."))

    def decision(self) -> Decision:
        """What is decided, from today on."""
        said = self.cleaned_data
        return Decision(said["bribery_class"], said["reason"], until=said["until"])


class ThingForm(DecideForm):
    """The same for something that is no post."""

    sort = forms.ChoiceField(label=_("Apa yang digolongkan?"), choices=list(declare.THINGS.items()))
    title = forms.CharField(label=_("Namanya"), max_length=TITLE, help_text=_("Misalnya: penerbitan surat keterangan layak K3."))
    unit = UnitField(label=_("Unit"), required=False, help_text=_("Kode atau kata-kata namanya. Kosong: seluruh instansi."))
    field_order = ("sort", "title", "unit")
