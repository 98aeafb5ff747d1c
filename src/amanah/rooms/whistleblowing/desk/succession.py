"""Handing one's work to a successor: choose, look at what would go and what would not, then do it in one act."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.reports.desk.opening import viewer_of
from amanah.foundation.access.decorators import role_required
from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.kernel import clock
from amanah.rooms.whistleblowing.services import succession as handing
from amanah.rooms.whistleblowing.workflow import COORDINATOR, STAFF


class SuccessionForm(forms.Form):
    """Who leaves, and who takes over."""

    leaver = forms.ChoiceField(label=gettext_lazy("Siapa yang menyerahkan tugasnya?"))
    successor = forms.ChoiceField(
        label=gettext_lazy("Siapa penggantinya?"),
        help_text=gettext_lazy("Bila sebagian perkara tidak dapat diserahkan kepadanya, Anda dapat memilih orang lain untuk sisanya."),
    )

    def __init__(self, *args: Any, people: dict[str, Account], own: Account, others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people | {str(own.pk): own}
        leavers = self.people if others else {str(own.pk): own}
        successor: Any = self.fields["successor"]
        successor.choices = [("", _("Pilih seseorang")), *_named(people)]
        leaver: Any = self.fields["leaver"]
        leaver.choices, leaver.initial = _named(leavers), str(own.pk)

    def clean(self) -> None:
        """Nobody succeeds themselves."""
        if self.cleaned_data.get("leaver") and self.cleaned_data.get("leaver") == self.cleaned_data.get("successor"):
            self.add_error("successor", _("Pilih orang lain: ini yang menyerahkan tugasnya."))

    @property
    def chosen(self) -> tuple[Account, Account]:
        """Leaver and successor."""
        return self.people[self.cleaned_data["leaver"]], self.people[self.cleaned_data["successor"]]


@role_required(*STAFF)
def succession(request: HttpRequest) -> HttpResponseBase:
    """Choose (GET), look (GET with both names), do (POST)."""
    pair = unlocked_keys(request)
    if pair is None:
        return redirect(f"{reverse('vault:unlock')}?{urlencode({'next': request.get_full_path()})}")
    viewer = viewer_of(request)
    asked = request.POST if request.method == "POST" else request.GET if "successor" in request.GET else None
    form = SuccessionForm(asked, people=_staff(), own=viewer.account, others=viewer.has(COORDINATOR))
    context: dict[str, Any] = {"form": form}
    if asked is not None and form.is_valid():
        leaver, successor = form.chosen
        context |= {"leaver": leaver, "successor": successor, "own": leaver.pk == viewer.account.pk}
        met: dict[Any, handing.Line] = {}
        if request.method == "POST":
            done, stayed = handing.hand_over(viewer, pair, leaver, successor)
            if done:
                messages.success(request, _("%(n)d diserahkan kepada %(who)s.") % {"n": len(done), "who": successor})
            context |= {"done": done, "acted": True}
            met = {line.title: line for line in stayed}
        # What stood in the way when it was done outweighs what was foreseen.
        lines = [met.get(line.title, line) for line in handing.plan(viewer, leaver, successor)]
        going = [line for line in lines if not line.refusal]
        context |= {"going": going, "now": min(len(going), handing.AT_ONCE), "stayed": [line for line in lines if line.refusal]}
    return render(request, "whistleblowing/desk/succession.html", context, status=400 if form.errors else 200)


def _staff() -> dict[str, Account]:
    grants = Grant.objects.filter(stands_on(clock.today()), role__in=STAFF).select_related("account__person")
    return {str(grant.account_id): grant.account for grant in grants if grant.account.may_sign_in()}


def _named(people: dict[str, Account]) -> list[tuple[str, str]]:
    return sorted(((pk, str(account)) for pk, account in people.items()), key=lambda choice: choice[1])
