"""What is asked of a new programme of internal audits."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from amanah.engines.engagements.models import TITLE, WORDS
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.queries.visible import may_keep, visible


class ProgrammeForm(forms.Form):
    """For which scope, over which years, and why so."""

    scope = forms.ModelChoiceField(
        label=gettext_lazy("Ruang lingkup"), queryset=Scope.objects.none(), to_field_name="number", empty_label=None
    )
    title = forms.CharField(label=gettext_lazy("Judul program"), max_length=TITLE)
    from_year = forms.IntegerField(label=gettext_lazy("Tahun pertama"), min_value=2000, max_value=2100)
    to_year = forms.IntegerField(label=gettext_lazy("Tahun terakhir"), min_value=2000, max_value=2100)
    basis = forms.CharField(
        label=gettext_lazy("Dasar program"),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Risiko penyuapan, perubahan, hasil audit sebelumnya, dan mengapa urutannya demikian."),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["scope"]
        field.queryset = Scope.objects.filter(pk__in=[one.pk for one in kept(viewer)]).order_by("title")
        year = clock.today().year
        self.fields["from_year"].initial, self.fields["to_year"].initial = year, year + 2


def kept(viewer: Viewer) -> list[Scope]:
    """The scopes for which the viewer plans audits."""
    return [scope for scope in visible(viewer).filter(state="active").select_related("unit") if may_keep(viewer, scope.unit)]
