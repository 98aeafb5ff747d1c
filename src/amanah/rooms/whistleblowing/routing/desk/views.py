"""The rules, and what they would do with a report that nobody has written."""

from collections.abc import Mapping
from typing import Any, TypeAlias
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.desk.opening import viewer_of
from amanah.foundation.access.decorators import role_required
from amanah.foundation.organisation.desk.fields import UnitField
from amanah.rooms.whistleblowing.routing import queries, services
from amanah.rooms.whistleblowing.routing.models import RoutingRule
from amanah.rooms.whistleblowing.services import filing
from amanah.rooms.whistleblowing.topics import BY_KEY, TOPICS
from amanah.rooms.whistleblowing.workflow import COORDINATOR

ABOUT = {
    RoutingRule.About.EITHER: gettext_lazy("unit yang dilaporkan atau orang yang disebut"),
    RoutingRule.About.PLACE: gettext_lazy("unit yang dilaporkan"),
    RoutingRule.About.PEOPLE: gettext_lazy("orang yang disebut terlibat"),
}
Titles: TypeAlias = Mapping[str, Promise | str]
"""How the receiver of every choice is called."""


class RuleForm(forms.Form):
    """When, and to whom."""

    topic = forms.ChoiceField(label=gettext_lazy("Pokok masalah"), required=False)
    unit = UnitField(label=gettext_lazy("Unit, beserta semua di bawahnya"), required=False)
    about = forms.ChoiceField(label=gettext_lazy("Yang dibandingkan dengan unit itu"), choices=list(ABOUT.items()), required=False)
    target = forms.ChoiceField(label=gettext_lazy("Usulkan penerima"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topic: Any = self.fields["topic"]
        topic.choices = [("", _("Semua pokok masalah")), *((one.key, one.title) for one in TOPICS)]
        target: Any = self.fields["target"]
        target.choices = _choices(filing.titles())

    def clean(self) -> dict[str, Any]:
        """A rule that says nothing of when would catch every report."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("topic") and not cleaned.get("unit"):
            raise forms.ValidationError(_("Pilih pokok masalah, unit, atau keduanya."))
        cleaned["about"] = cleaned.get("about") or RoutingRule.About.EITHER
        return cleaned


class TryForm(forms.Form):
    """A report as it might come."""

    topic = forms.ChoiceField(label=gettext_lazy("Pokok masalah"), choices=[(one.key, one.title) for one in TOPICS])
    unit = UnitField(label=gettext_lazy("Unit yang dilaporkan"), required=False)
    who = forms.CharField(
        label=gettext_lazy("Orang yang disebut terlibat"),
        help_text=gettext_lazy("Satu nama per baris. Tidak ada yang disimpan."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def answers(self) -> dict[str, str]:
        """As the reporter's form would answer."""
        unit = self.cleaned_data["unit"]
        return {"topic": self.cleaned_data["topic"], "unit": str(unit.pk) if unit else "", "who": self.cleaned_data["who"]}


@role_required(COORDINATOR)
def rules(request: HttpRequest) -> HttpResponse:
    """The rules in force, and a form for one more."""
    form = RuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.add(viewer=viewer_of(request), **form.cleaned_data)
        messages.success(request, _("Aturan ditambahkan dan tercatat di buku besar."))
        return redirect("routing_desk:rules")
    titles = filing.titles()
    context = {"lines": [_line(rule, titles) for rule in queries.in_force()], "form": form}
    return render(request, "routing/rules.html", context, status=400 if form.errors else 200)


@require_POST
@role_required(COORDINATOR)
def end(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """End a rule."""
    try:
        services.end(get_object_or_404(RoutingRule, pk=rule_id), viewer=viewer_of(request))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Aturan berakhir."))
    return redirect("routing_desk:rules")


@role_required(COORDINATOR)
def attempt(request: HttpRequest) -> HttpResponse:
    """What would happen to a report like this. Posted, because names do not belong into an address; nothing is kept."""
    form = TryForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        found = queries.proposed(form.answers)
        titles = filing.titles()
        context |= {
            "tried": True,
            "proposed": titles.get(found.target, ""),
            "rule": _line(found.rule, titles) if found.rule else None,
            "passed_over": [_line(rule, titles) for rule in found.passed_over],
            "receivers": [{"title": title, "names": _names(choice, form.answers)} for choice, title in _choices(titles)],
        }
    return render(request, "routing/try.html", context, status=400 if form.errors else 200)


def _choices(titles: Titles) -> list[tuple[str, Promise | str]]:
    """Whom a rule can propose, as a form offers them: the routes of the house, then who receives outside."""
    return [(choice, titles[choice]) for choice in (*filing.ROUTES, *(one for one in titles if one.startswith(filing.PAST)))]


def _names(choice: str, answers: dict[str, str]) -> list[str]:
    open_to = filing.recipients(filing.subjects_of(answers).tags).open(choice)
    return queries.would_receive(choice, answers) if open_to else []


def _line(rule: RoutingRule, titles: Titles) -> dict[str, Any]:
    return {
        "id": rule.pk,
        "topic": BY_KEY[rule.topic].title if rule.topic in BY_KEY else "",
        "unit": rule.unit.name if rule.unit else "",
        "about": ABOUT[RoutingRule.About(rule.about)],
        "target": titles.get(rule.target) or _("Penerima ini tidak menerima laporan lagi"),
        "who": str(rule.made_by),
        "since": rule.since,
    }
