"""What somebody judges of one stage of a service at one office."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.foundation.organisation.desk.fields import UnitField
from amanah.foundation.public_services.queries import Offer
from amanah.rooms.illegal_levies.prevention.factors import FACTORS, LEAST, MOST
from amanah.rooms.illegal_levies.prevention.models import WORDS, Assessment, Control
from amanah.rooms.illegal_levies.prevention.services import Judgement


class JudgementForm(forms.Form):
    """The six answers, and what holds against it already."""

    why = forms.CharField(
        label=gettext_lazy("Alasan penilaian"),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Tentang layanannya saja: tanpa nama orang, tanpa isi laporan."),
    )
    control = forms.ChoiceField(label=gettext_lazy("Pengendalian yang sudah ada"), choices=Control.choices)
    control_words = forms.CharField(
        label=gettext_lazy("Pengendaliannya apa"),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Misalnya antrean otomatis, loket terbuka, atau pembayaran dengan kode bayar."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers: dict[str, forms.Field] = {}
        for factor in FACTORS:
            answers[factor.key] = forms.TypedChoiceField(
                label=factor.title,
                coerce=int,
                choices=[("", "–"), *((n, str(n)) for n in range(LEAST, MOST + 1))],
                help_text=_("1: %(low)s 5: %(high)s") % {"low": factor.low, "high": factor.high},
            )
        self.fields.update(answers)
        self.order_fields(["stage", "unit", *answers])

    @property
    def judgement(self) -> Judgement:
        """What was filled in; the form is valid."""
        said = self.cleaned_data
        return Judgement({factor.key: said[factor.key] for factor in FACTORS}, said["control"], said["why"], said["control_words"])

    @staticmethod
    def of(assessment: Assessment) -> dict[str, Any]:
        """What was judged last, to begin a review with."""
        return {**assessment.answers, "why": assessment.why, "control": assessment.control, "control_words": assessment.control_words}


class ExposureForm(JudgementForm):
    """A stage that is not on the map yet."""

    stage = forms.ChoiceField(label=gettext_lazy("Tahapan"))
    unit = UnitField(label=gettext_lazy("Unit tempat tahapan ini dijalankan"))

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stage = self.fields["stage"]
        if isinstance(stage, forms.ChoiceField):
            stage.choices = [(one["key"], one["title"]) for one in offer.edition.stages]


class CloseForm(forms.Form):
    """Why it leaves the map."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
