"""What people choose about referrals and matters received."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.foundation.letters.models import Letter
from amanah.foundation.organisation.desk.fields import DayField
from amanah.kernel import clock
from amanah.rooms.whistleblowing.referrals.bodies import BODIES
from amanah.rooms.whistleblowing.referrals.models import Recipient, Referral
from amanah.rooms.whistleblowing.topics import TOPICS

EMPTY = ("", "—")


class RecipientForm(forms.Form):
    """An office that referrals go to."""

    body = forms.ChoiceField(label=_("Lembaga"), choices=list(BODIES.items()))
    name = forms.CharField(label=_("Nama kantor penerima"), max_length=120, help_text=_("Misalnya Direktorat Pelayanan Laporan KPK."))
    age_key = forms.CharField(
        label=_("Kunci age penerima"),
        required=False,
        max_length=100,
        help_text=_("Diawali age1, diterima dari kantor itu sendiri dan dicocokkan lewat jalur lain. Tanpa kunci, paket dikunci frasa."),
    )


class ReferralForm(forms.Form):
    """What goes into a package, and to whom."""

    recipient = forms.ModelChoiceField(label=_("Penerima"), queryset=Recipient.objects.none(), empty_label="—")
    letter = forms.ChoiceField(label=_("Surat pelimpahan"))
    minutes = forms.ChoiceField(label=_("Berita acara serah terima"), required=False)
    chosen = forms.MultipleChoiceField(
        label=_("Berkas"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Hanya salinan bersih dan bukti dari petugas yang dapat dipilih. Berkas asli dari pelapor tidak keluar dari sini."),
    )
    consent = forms.ChoiceField(
        label=_("Identitas pelapor"),
        choices=list(Referral.Consent.choices),
        initial=Referral.Consent.NONE,
        widget=forms.RadioSelect,
        help_text=_("Identitas tidak pernah disertakan tanpa persetujuan pelapor. Dasar persetujuannya tercatat dalam buku besar."),
    )

    def __init__(
        self, *args: Any, letters: Iterable[Letter], minutes: Iterable[Letter], files: Iterable[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, Any]]] = {
            "letter": [(str(one.pk), one.number) for one in letters],
            "minutes": [EMPTY, *((str(one.pk), one.number) for one in minutes)],
            "chosen": list(files),
        }
        for name, offered in choices.items():
            field: Any = self.fields[name]
            field.choices = offered
        if not choices["chosen"]:
            del self.fields["chosen"]
        chooser: Any = self.fields["recipient"]
        chooser.queryset = Recipient.objects.filter(ended_on=None)


class SentForm(forms.Form):
    """When the package left."""

    on = DayField(label=_("Dikirim pada"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)


class AnsweredForm(forms.Form):
    """When and under what number the recipient answered."""

    on = DayField(label=_("Dijawab pada"))
    number = forms.CharField(label=_("Nomor surat penerima"), max_length=80)


class ReceivedForm(forms.Form):
    """A matter that another body sent."""

    body = forms.ChoiceField(label=_("Lembaga"), choices=list(BODIES.items()))
    number = forms.CharField(label=_("Nomor surat atau laporan"), max_length=80)
    topic = forms.ChoiceField(label=_("Topik"), choices=[(topic.key, topic.title) for topic in TOPICS])
    received_on = DayField(label=_("Diterima pada"))
    due_on = DayField(
        label=_("Tenggat menurut suratnya"), required=False, help_text=_("Kosongkan bila tidak disebut; tenggat dihitung dari buku aturan.")
    )
    about = forms.CharField(
        label=_("Siapa yang dimaksud?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Nama atau NIP, satu per baris. Orang itu dan atasannya tidak akan melihat catatan ini. Namanya sendiri tidak disimpan."
        ),
    )
    case = forms.CharField(label=_("Nomor perkara di sini"), required=False, max_length=14)


class LinkForm(forms.Form):
    """Which report it is about."""

    case = forms.CharField(label=_("Nomor perkara di sini"), max_length=14)


class ReplyForm(forms.Form):
    """When the body was answered, and with which letter."""

    on = DayField(label=_("Dijawab pada"))
    letter = forms.ChoiceField(label=_("Surat jawaban"), required=False)

    def __init__(self, *args: Any, letters: Iterable[Letter], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)
        field: Any = self.fields["letter"]
        field.choices = [EMPTY, *((str(one.pk), one.number) for one in letters)]


class FilterForm(forms.Form):
    """What the lists can be narrowed to."""

    body = forms.ChoiceField(label=_("Lembaga"), required=False, choices=[EMPTY, *BODIES.items()])
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[EMPTY, ("open", _("belum selesai")), ("done", _("selesai")), ("late", _("melewati tenggat"))],
    )
    topic = forms.ChoiceField(label=_("Topik"), required=False, choices=[EMPTY, *((topic.key, topic.title) for topic in TOPICS)])
    number = forms.CharField(label=_("Nomor memuat"), required=False, max_length=40)


class SentFilterForm(FilterForm):
    """Referrals have no topic of their own, and what is late shows in their clock."""

    topic = None  # type: ignore[assignment]  # Django's way to leave a field out
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[EMPTY, ("open", _("belum selesai")), ("done", _("selesai"))])
