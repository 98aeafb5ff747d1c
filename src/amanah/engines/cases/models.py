"""A case as the engine knows it: codes, days and roles. Words and files live elsewhere, sealed where the kind says so."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amanah.engines.cases import registry
from amanah.engines.cases.declare import CaseKind, State
from amanah.foundation.organisation.models import Unit


class Case(models.Model):
    """One matter. Whoever opens it gives it its random id; nothing here is finer than a day."""

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=41, unique=True)  # "case:<id>", as other tables name it; kept so that they can be joined
    number = models.CharField(max_length=14, unique=True)
    kind = models.CharField(max_length=40)
    kind_version = models.PositiveSmallIntegerField()
    opened_as = models.CharField(max_length=40)  # the kind it was opened under, should it have been handed to another since
    route = models.CharField(max_length=40)
    topic = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")  # for kinds that know it in clear
    state = models.CharField(max_length=40)
    outcome = models.CharField(max_length=40, blank=True)
    category = models.CharField(max_length=40, blank=True)  # one of the kind's categories, once a move has set it
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    due_on = models.DateField(null=True)  # the earliest running deadline, so that lists need not ask the clocks
    changes = models.PositiveIntegerField(default=0)  # numbers what happened within the case, where days alone give no order
    announced = models.BooleanField(default=False)  # whether the beat has told those who receive it

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")), name="case_closed_after_opened"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-opened_on", "-id"], name="case_newest"),
            models.Index(fields=["kind", "route", "-opened_on", "-id"], name="case_route_newest"),
            models.Index(fields=["kind", "state", "-opened_on", "-id"], name="case_state_newest"),
            # Several kinds share a state, and one index that begins with the kind has no order over all of them.
            models.Index(fields=["state", "-opened_on", "-id"], name="case_any_state_newest"),
            models.Index(fields=["kind", "topic", "-opened_on", "-id"], name="case_topic_newest"),
            models.Index(fields=["due_on", "id"], condition=Q(closed_on__isnull=True), name="case_due"),
            models.Index(fields=["id"], condition=Q(announced=False), name="case_unannounced"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def declared(self) -> CaseKind:
        """The declaration this case was opened under."""
        return registry.kind(self.kind, self.kind_version)

    @property
    def stands(self) -> State:
        """Its state as declared."""
        return self.declared.state(self.state)


class Step(models.Model):
    """One move that was made. Rows are only ever added; a trigger holds this on both databases."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    move = models.CharField(max_length=40)  # a move's key, "open", or "hand" with the key of the new kind as outcome
    source = models.CharField(max_length=40, blank=True)
    target = models.CharField(max_length=40)
    outcome = models.CharField(max_length=40, blank=True)
    day = models.DateField()
    actor = models.CharField(max_length=60)
    approver = models.CharField(max_length=60, blank=True)
    reason_field = models.CharField(max_length=60, blank=True)  # where in the vault the reason is sealed
    position = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "seq"], name="step_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="step_from_one"),
            models.CheckConstraint(condition=~Q(approver=F("actor")), name="step_four_eyes_are_two_people"),
        ]


class Assignment(models.Model):
    """Who works on a case, from when until when."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="assignments")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    assigned_by = models.CharField(max_length=60)
    ended_because = models.CharField(max_length=20, blank=True)  # "released", "recused", "excluded", "interest", "succeeded", "handed"
    position = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "account"], condition=Q(until__isnull=True), name="assigned_once_at_a_time"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="assignment_ends_after_start"),
        ]
        indexes: ClassVar = [models.Index(fields=["account", "case"], condition=Q(until__isnull=True), name="assignment_current")]


class Recusal(models.Model):
    """Someone stepped back from a case: it is hidden from them from then on."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="recusals")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()
    position = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "account"], name="recused_once")]
        indexes: ClassVar = [models.Index(fields=["account", "case"], name="recusal_of_account")]


class SubjectTag(models.Model):
    """A keyed tag of a person or unit that this case is about: it can be matched, never read."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="tags")
    tag = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "tag"], name="tagged_once")]
        indexes: ClassVar = [models.Index(fields=["tag", "case"], name="tag_case")]


class CaseDay(models.Model):
    """A day that matters to a case's clocks besides that of its receipt: that of what it is about, or of somebody else's decision."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="days")
    key = models.CharField(max_length=40)
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "key"], name="case_day_once")]


class Proposal(models.Model):
    """A move that waits for the second pair of eyes."""

    class Verdict(models.TextChoices):
        """What became of it."""

        OPEN = "open"
        APPROVED = "approved"
        REJECTED = "rejected"
        OVERTAKEN = "overtaken"  # the case moved on by another way

    case = models.ForeignKey(Case, models.PROTECT, related_name="proposals")
    move = models.CharField(max_length=40)
    outcome = models.CharField(max_length=40, blank=True)
    reason_field = models.CharField(max_length=60, blank=True)
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    verdict_field = models.CharField(max_length=60, blank=True)  # where in the vault the reason of a refusal is sealed
    position = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(verdict="open"), name="one_open_proposal"),
            models.CheckConstraint(condition=~Q(decided_by=F("proposer")), name="proposal_decided_by_another"),
        ]


class Entry(models.Model):
    """One piece of the conversation or the file. Its content is elsewhere: `field` says where in the vault."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField()
    channel = models.CharField(max_length=40)
    field = models.CharField(max_length=60)
    day = models.DateField()
    author = models.CharField(max_length=60)
    read_on = models.DateField(null=True)  # by staff; what a reporter reads is noted nowhere
    position = models.PositiveIntegerField()
    announced = models.BooleanField(default=False)  # whether the beat has told those who handle the case

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "seq"], name="entry_once"),
            models.UniqueConstraint(fields=["case", "field"], name="entry_field_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="entry_from_one"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case"], condition=Q(author="reporter", read_on__isnull=True), name="entry_unread"),
            models.Index(fields=["id"], condition=Q(announced=False), name="entry_unannounced"),
        ]


class Hold(models.Model):
    """Nothing of the case or its evidence may be destroyed while this stands, whatever a schedule says. Why is sealed elsewhere."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="legal_holds")
    placed_on = models.DateField()
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason_field = models.CharField(max_length=60, blank=True)  # where in the vault the reason is sealed
    ending_asked_on = models.DateField(null=True)
    ending_asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ending_field = models.CharField(max_length=60, blank=True)  # and the reason to lift it
    released_on = models.DateField(null=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(released_on__isnull=True), name="held_once_at_a_time"),
            models.CheckConstraint(condition=~Q(released_by=F("ending_asked_by")), name="hold_lifted_by_two"),
            models.CheckConstraint(condition=Q(released_on__isnull=True) | Q(released_on__gte=F("placed_on")), name="hold_lifted_after"),
        ]


class SavedView(models.Model):
    """A list's filters that a person keeps under a name of their own."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "name"], name="saved_view_name")]
