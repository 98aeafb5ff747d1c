"""What people say about a review. Everything here is kept in clear."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.narrowing import NarrowForm, offer
from amanah.foundation.organisation.desk.fields import DayField, PeopleField, PersonField, UnitField
from amanah.foundation.organisation.models import Person
from amanah.kernel import clock
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.reviews import declare
from amanah.rooms.antibribery.reviews.models import TITLE, WORDS, Review
from amanah.rooms.antibribery.reviews.queries import Input, kinds_of
from amanah.rooms.antibribery.reviews.services import Judged, Meeting, Resolved

CLEAR = gettext_lazy("Kata di sini tidak disegel: jangan menulis apa pun dari suatu laporan.")


def area(rows: int) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


class FilterForm(NarrowForm):
    """What the list can be narrowed to."""

    state = offer(
        gettext_lazy("Status"), {"running": gettext_lazy("belum disetujui"), **{key: one.title for key, one in declare.STATES.items()}}
    )
    kind = offer(gettext_lazy("Jenis"), declare.KINDS)
    scope = forms.CharField(label=gettext_lazy("Ruang lingkup memuat"), required=False, max_length=60)
    text = forms.CharField(label=gettext_lazy("Nomor memuat"), required=False, max_length=14)
    said = {"scope": gettext_lazy("ruang lingkup memuat %(text)s"), "text": gettext_lazy("nomor memuat %(text)s")}


def said(people: Iterable[Person]) -> str:
    """These people as a field of people would be filled with them."""
    return "\n".join(one.nip or one.other_number or one.name for one in people)


class MeetingForm(forms.Form):
    """When, where, who leads it, who is asked to come."""

    planned_on = DayField(label=gettext_lazy("Hari tinjauan"))
    place = forms.CharField(
        label=gettext_lazy("Jam dan tempat"),
        max_length=TITLE,
        required=False,
        help_text=gettext_lazy("Misalnya 09.00 WIB, Ruang Rapat Utama."),
    )
    chair = PersonField(
        label=gettext_lazy("Ketua"), help_text=gettext_lazy("Menyetujui notula; bukan anggota FKAP. NIP, nomor lain, atau nama.")
    )
    invited = PeopleField(label=gettext_lazy("Yang diundang"), required=False)

    @property
    def meeting(self) -> Meeting:
        """What was said, for the verbs."""
        said = self.cleaned_data
        return Meeting(said["planned_on"], said["chair"], said["invited"], said["place"])


class PlanForm(MeetingForm):
    """A new review."""

    since = DayField(label=gettext_lazy("Masa yang ditinjau, dari"))
    until = DayField(label=gettext_lazy("Sampai dengan"), help_text=gettext_lazy("Bahan dibekukan pada hari ini atau sesudahnya."))

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, declare.KINDS[kind]) for kind in kinds_of(scope)]
        self.fields["kind"] = forms.ChoiceField(label=_("Jenis tinjauan"), choices=kinds, widget=forms.RadioSelect, initial=kinds[0][0])
        self.order_fields(("kind", "since", "until", "planned_on", "place", "chair", "invited"))


class MoveForm(MeetingForm):
    """What is different now, and why."""

    text = forms.CharField(label=gettext_lazy("Alasan"), max_length=WORDS, widget=area(3))

    @staticmethod
    def of(review: Review) -> dict[str, object]:
        """As it stands."""
        people = [one.person for one in review.invitees.select_related("person")]
        chair = said([review.chair])
        return {"planned_on": review.planned_on, "place": review.place, "chair": chair, "invited": said(people)}


class CommentForm(forms.Form):
    """What the function says of each input."""

    def __init__(self, *args: Any, inputs: Iterable[Input], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in inputs:
            nothing = _("Tidak ada yang tercatat: ini temuan, atau perlu alasannya.")
            self.fields[one.key] = forms.CharField(
                label=f"{one.number}. {one.title}",
                max_length=WORDS,
                required=False,
                initial=one.comment,
                widget=area(3),
                help_text=nothing if one.empty else "",
            )

    @property
    def said(self) -> dict[str, str]:
        """Input → comment."""
        return dict(self.cleaned_data)


class MeetForm(forms.Form):
    """That it was held, and who came."""

    held_on = DayField(label=gettext_lazy("Diadakan pada"))
    present = PeopleField(label=gettext_lazy("Yang hadir, termasuk ketua"))

    @staticmethod
    def of(review: Review) -> dict[str, object]:
        """Everybody who was asked, and today."""
        people = [review.chair, *(one.person for one in review.invitees.select_related("person"))]
        return {"held_on": clock.today(), "present": said(people)}


class MinuteForm(forms.Form):
    """What was said on each input and concluded, and the three questions at the end."""

    def __init__(self, *args: Any, review: Review, inputs: Iterable[Input], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = []
        written = {one.ask: one for one in review.minutes.all()}
        for one in inputs:
            row = written.get(one.key)
            self.keys.append(one.key)
            title = f"{one.number}. {one.title}"
            self.fields[f"{one.key}_said"] = forms.CharField(
                label=_("%(title)s: yang dibahas") % {"title": title},
                max_length=WORDS,
                required=False,
                initial=row.said if row else "",
                widget=area(3),
            )
            self.fields[f"{one.key}_concluded"] = forms.CharField(
                label=_("%(title)s: kesimpulan") % {"title": title},
                max_length=WORDS,
                required=False,
                initial=row.concluded if row else "",
                widget=area(2),
            )
        for key, asked in declare.JUDGED.items():
            self.fields[key] = forms.ChoiceField(
                label=asked,
                choices=[("", "—"), *declare.VERDICTS.items()],
                required=False,
                initial=getattr(review, key),
            )
        self.fields["conclusion"] = forms.CharField(
            label=_("Kesimpulan tinjauan"), max_length=WORDS, required=False, initial=review.conclusion, widget=area(4), help_text=CLEAR
        )

    @property
    def said(self) -> dict[str, tuple[str, str]]:
        """Input → what was said, what was concluded."""
        return {key: (self.cleaned_data[f"{key}_said"], self.cleaned_data[f"{key}_concluded"]) for key in self.keys}

    @property
    def judged(self) -> Judged:
        """The judgement of the whole."""
        return Judged(**{key: self.cleaned_data[key] for key in (*declare.JUDGED, "conclusion")})


class DecideForm(forms.Form):
    """A decision, and who carries it out."""

    text = forms.CharField(
        label=gettext_lazy("Apa yang diputuskan?"),
        max_length=WORDS,
        widget=area(3),
        help_text=gettext_lazy("Menjadi tindak lanjut. Kata di sini tidak disegel: jangan menulis apa pun dari suatu laporan."),
    )
    sort = forms.ChoiceField(
        label=gettext_lazy("Tentang"), choices=list(declare.SORTS.items()), widget=forms.RadioSelect, initial=declare.IMPROVEMENT
    )
    unit = UnitField(label=gettext_lazy("Unit"))
    owner = PersonField(
        label=gettext_lazy("Orang yang bertanggung jawab"),
        required=False,
        help_text=gettext_lazy("NIP, nomor lain, atau nama. Kosongkan bila pemimpin unit yang bertanggung jawab."),
    )
    verifier = PersonField(label=gettext_lazy("Pemverifikasi"))
    due_on = DayField(
        label=gettext_lazy("Tenggat"),
        required=False,
        help_text=gettext_lazy("Kosongkan bila tenggatnya mengikuti aturan tindak lanjut dalam buku aturan."),
    )

    def __init__(self, *args: Any, inputs: Iterable[Input], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ask"] = forms.ChoiceField(label=_("Dari masukan"), choices=[(one.key, f"{one.number}. {one.title}") for one in inputs])
        self.order_fields(("ask", "text", "sort", "unit", "owner", "verifier", "due_on"))

    @property
    def resolved(self) -> Resolved:
        """What was said, for the verb."""
        return Resolved(**self.cleaned_data)


class ReasonForm(forms.Form):
    """Why."""

    text = forms.CharField(label=gettext_lazy("Alasan"), max_length=WORDS, widget=area(3))
