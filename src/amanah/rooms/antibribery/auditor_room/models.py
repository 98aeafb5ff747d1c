"""Visits of external auditors, what they ask, and everything that was done. Every word here is in clear; nothing of a report is here."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.kernel import clock
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.auditor_room import declare
from amanah.rooms.antibribery.certification.models import Certification
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements.records import within

TITLE = 160
WORDS = 4000
CODE = 20
REF = 200


class Visit(models.Model):
    """One visit of a body to one scope, on some days. `until` is the last day on which its auditors may sign in, the day included.

    `clauses` are the numbers that the visit is about; none stands for all. `certification` is the one that it serves, if any.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=42, unique=True)  # "visit:<id>", as other tables name it
    number = models.CharField(max_length=14, unique=True)
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="auditor_visits")
    certification = models.ForeignKey(Certification, models.PROTECT, null=True, related_name="auditor_visits")
    kind = models.CharField(max_length=CODE)
    body = models.CharField(max_length=TITLE)
    editions = models.CharField(max_length=CODE)
    clauses = models.JSONField(default=list)
    words = models.TextField(max_length=WORDS, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    until = models.DateField()
    state = models.CharField(max_length=CODE, default=declare.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(declare.STATES)), name="auditor_visit_state_known"),
            models.CheckConstraint(condition=Q(kind__in=sorted(declare.KINDS)), name="auditor_visit_kind_known"),
            models.CheckConstraint(condition=Q(editions__in=sorted(scopes.EDITIONS)), name="auditor_visit_editions_known"),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")) & Q(ends_on__lte=F("until")), name="auditor_visit_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_on__isnull=True) | Q(state="ended", ended_on__isnull=False),
                name="auditor_visit_ended_has_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-opened_on", "-id"], name="auditor_visit_newest"),
            models.Index(fields=["scope", "state"], name="auditor_visit_scope"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def edition_keys(self) -> tuple[str, ...]:
        """The editions that it looks at, the newest first."""
        return (scopes.EDITION_2025, scopes.EDITION_2016) if self.editions == scopes.BOTH else (self.editions,)

    def runs(self, day: date | None = None) -> bool:
        """Whether its auditors may see anything on that day (today)."""
        return self.state == declare.OPEN and (day or clock.today()) <= self.until

    def is_about(self, clause: str) -> bool:
        """Whether the clause is one of its own, or below or above one."""
        return not self.clauses or any(within(one, clause) for one in self.clauses)


class Seat(models.Model):
    """One external auditor of a visit, by name, with the guest's account that is theirs for this visit alone."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="seats")
    name = models.CharField(max_length=TITLE)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    left_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name


class Request(models.Model):
    """Something an external auditor asks for: evidence of a clause, or an answer. What was said stands in the steps."""

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=50, unique=True)  # "visit-request:<id>", as evidence names it
    number = models.CharField(max_length=14, unique=True)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="requests")
    sort = models.CharField(max_length=CODE)
    clause = models.CharField(max_length=CODE, blank=True)
    text = models.TextField(max_length=WORDS)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=CODE, default=declare.ASKED)
    asked_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    asked_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["asked_on", "number"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(declare.REQUEST_STATES)), name="visit_request_state_known"),
            models.CheckConstraint(condition=Q(sort__in=sorted(declare.SORTS)), name="visit_request_sort_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["visit", "state"], name="visit_request_state")]

    def __str__(self) -> str:
        return self.number


class Step(models.Model):
    """One thing that was done in a visit, openings and downloads among them. Rows are only ever added; a trigger holds this.

    `what` names the thing that was opened or taken away; `actor` is empty where time did it.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=CODE)
    request = models.ForeignKey(Request, models.PROTECT, null=True, related_name="steps")
    what = models.CharField(max_length=REF, blank=True)
    text = models.TextField(max_length=WORDS, blank=True)
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "seq"], name="auditor_visit_step_once"),
            models.CheckConstraint(condition=Q(act__in=sorted(declare.ACTS)), name="auditor_visit_act_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["visit", "act"], name="auditor_visit_act")]
