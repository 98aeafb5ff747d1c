"""What is asked about the recovery key: how it is split, who keeps which sheet, a share, and why it is to be used."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.models import Account
from amanah.foundation.vault import custody, services
from amanah.foundation.vault.models import KeyHolder, RecoveryCall, RecoveryKey

REFUSED = {
    "mistyped": _("Lembar ini tidak terbaca: ada kata yang salah atau terlewat. Periksa dari kata pertama sampai ke-33."),
    "twice": _("Lembar dengan nomor ini sudah dimasukkan. Masukkan lembar milik orang lain."),
    "foreign": _("Lembar ini berasal dari kunci pemulihan yang lain. Periksa sidik kunci di lembarnya."),
}
UNKNOWN = _("Tidak ada perkara dengan nomor ini yang dapat dipulihkan untuk orang itu.")


class RecoveryForm(forms.Form):
    """Into how many sheets the recovery key is split, and how many of them open it."""

    shares = forms.IntegerField(
        label=_("Jumlah lembar"), help_text=_("Setiap lembar untuk satu pejabat yang berbeda."), min_value=2, max_value=16, initial=5
    )
    threshold = forms.IntegerField(
        label=_("Lembar yang diperlukan untuk membuka"),
        help_text=_("Dengan kurang dari jumlah ini, tidak ada yang dapat dibuka dan tidak ada yang dapat diketahui."),
        min_value=2,
        max_value=16,
        initial=3,
    )

    def clean(self) -> None:
        """No more may be needed than there are."""
        shares, threshold = self.cleaned_data.get("shares"), self.cleaned_data.get("threshold")
        if shares and threshold and threshold > shares:
            self.add_error("threshold", _("Paling banyak %(n)d, sebanyak lembarnya.") % {"n": shares})


class ConfirmForm(forms.Form):
    """Who keeps which sheet, and that all of them are out of the printer."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    done = forms.BooleanField(
        label=_("Semua lembar sudah tercetak, terbaca, dan diserahkan kepada pemegangnya."),
        error_messages={"required": _("Nyatakan ini dahulu: lembar tidak dapat ditampilkan lagi.")},
    )

    def __init__(self, *args: Any, row: RecoveryKey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {
            f"holder_{number}": forms.CharField(label=_("Pemegang lembar %(number)d") % {"number": number}, max_length=120)
            for number in range(1, row.shares + 1)
        }
        self.fields = {"key": self.fields["key"], **names, "done": self.fields["done"]}
        self.fields["key"].initial = row.pk
        self.number = row.shares

    @property
    def names(self) -> list[str]:
        """The names in the order of their sheets."""
        return [self.cleaned_data[f"holder_{number}"] for number in range(1, self.number + 1)]

    def clean(self) -> None:
        """Two sheets with one person would make the threshold a fiction."""
        seen: set[str] = set()
        for number in range(1, self.number + 1):
            name = " ".join(self.cleaned_data.get(f"holder_{number}", "").casefold().split())
            if name and name in seen:
                self.add_error(f"holder_{number}", _("Orang ini sudah memegang lembar lain. Setiap lembar untuk orang yang berbeda."))
            seen.add(name)


class ShareForm(forms.Form):
    """One share, typed from its sheet; it is not shown again."""

    share = forms.CharField(
        label=_("Ke-33 kata pada lembar"),
        help_text=_("Ketik semua kata berurutan, dipisah spasi. Huruf besar atau kecil sama saja."),
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        max_length=2000,
    )


class CallForm(forms.Form):
    """For whom, how much, and why."""

    beneficiary = forms.ChoiceField(label=_("Siapa yang akan menerima kuncinya?"))
    scope = forms.ChoiceField(
        label=_("Apa yang perlu dibuka?"),
        widget=forms.RadioSelect,
        choices=[
            (RecoveryCall.Scope.CASE, _("Satu perkara, dengan nomor yang disebut di bawah")),
            (RecoveryCall.Scope.LOST, _("Semua yang menurut peran orang ini harus dapat ia buka, tetapi kini tidak")),
            (RecoveryCall.Scope.ALL, _("Semua yang boleh ia lihat; hanya bila tidak ada lagi petugas yang dapat membukanya")),
        ],
    )
    number = forms.CharField(label=_("Nomor perkara"), help_text=_("Hanya untuk satu perkara."), max_length=20, required=False)
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Disegel: hanya petugas pemulihan yang dapat membacanya. Jangan menuliskan isi laporan."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        min_length=20,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = KeyHolder.objects.filter(retired_on=None).select_related("account__person")
        self.people = {str(row.account_id): row.account for row in rows if row.account.may_sign_in()}
        named = sorted(((pk, str(account)) for pk, account in self.people.items()), key=lambda pair: pair[1])
        field: Any = self.fields["beneficiary"]
        field.choices = [("", _("Pilih seseorang")), *named]

    def clean_beneficiary(self) -> Account:
        """The account chosen."""
        return self.people[self.cleaned_data["beneficiary"]]

    def clean(self) -> None:
        """One case needs its number, and has to be one that this person may be given."""
        if self.cleaned_data.get("scope") != RecoveryCall.Scope.CASE or "beneficiary" not in self.cleaned_data:
            return
        text = self.cleaned_data.get("number", "")
        self.cleaned_data["records"] = custody.find(text) if text else set()
        if not self.cleaned_data["records"]:
            self.add_error("number", UNKNOWN)

    def call(self, caller: Account) -> RecoveryCall | None:
        """Call it; None, with the reason beside its field, when there is nothing to open."""
        data = self.cleaned_data
        try:
            return services.call_recovery(
                data["scope"], data["beneficiary"], data["reason"], caller=caller, records=data.get("records", ())
            )
        except services.NothingToOpen:
            single = data["scope"] == RecoveryCall.Scope.CASE
            self.add_error("number" if single else "scope", UNKNOWN if single else _("Tidak ada yang dapat dipulihkan untuk orang ini."))
        except services.NoKeys:
            self.add_error(None, _("Belum ada kunci pemulihan, atau orang ini belum membuat kuncinya."))
        return None
