"""Something somebody owes by a date, and everything that was done about it.

Words here are in clear and are read by everyone who may see the action. An action that arose from a sealed case holds no word of
the report: the room that opens it has a person write a neutral title and description, and says so beside the fields.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amanah.engines.actions import declare
from amanah.foundation.organisation.models import Person, Unit

TITLE = 160
WORDS = 4000
EVIDENCE = 300


class Action(models.Model):
    """One duty. `owner` is the person who owes it; without one, whoever heads `unit` does. Dates only, nothing finer."""

    id = models.UUIDField(primary_key=True, editable=False)
    ref = models.CharField(max_length=43, unique=True)  # "action:<id>", as other tables name it; kept so that they can be joined
    number = models.CharField(max_length=14, unique=True)
    title = models.CharField(max_length=TITLE)
    description = models.TextField(max_length=WORDS, blank=True)
    source = models.CharField(max_length=96, blank=True)  # "case:<id>", "finding:<id>", or nothing
    # Whoever owes it may be a superior of somebody whom the source is about; who gave it has said that they are not part of the matter.
    to_head = models.BooleanField(default=False)
    priority = models.CharField(max_length=10)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    verifier = models.ForeignKey(Person, models.PROTECT, related_name="+")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, default=declare.FIRST)
    progress = models.PositiveSmallIntegerField(default=0)  # per cent, as the owner sees it
    opened_on = models.DateField()
    due_on = models.DateField()  # a copy of the clock's, so that lists need not ask the clocks
    closed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(declare.STATES)), name="action_state_known"),
            models.CheckConstraint(condition=Q(priority__in=sorted(declare.PRIORITIES)), name="action_priority_known"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="action_progress_is_per_cent"),
            models.CheckConstraint(condition=Q(owner__isnull=True) | ~Q(owner=F("verifier")), name="action_verified_by_another"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=False, state__in=sorted(declare.CLOSED))
                | Q(closed_on__isnull=True, state__in=sorted(declare.OWED)),
                name="action_closed_has_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-opened_on", "-id"], name="action_newest"),
            models.Index(fields=["due_on", "id"], condition=Q(closed_on__isnull=True), name="action_due"),
            models.Index(fields=["owner", "state"], name="action_owner"),
            models.Index(fields=["verifier", "state"], name="action_verifier"),
            models.Index(fields=["unit", "state"], name="action_unit"),
            models.Index(fields=["assigned_by"], name="action_assigner"),
            models.Index(fields=["source"], name="action_source"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stands(self) -> declare.State:
        """Its state as declared."""
        return declare.STATES[self.state]


class Part(models.Model):
    """What another unit owes towards the same action; each part is done separately."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="parts")
    task = models.CharField(max_length=TITLE)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["person"], name="part_person"), models.Index(fields=["unit"], name="part_unit")]


class Step(models.Model):
    """One thing that was done about an action, with its words. Rows are only ever added; a trigger holds this on both databases.

    `evidence` says where the proof is (a letter's number, an address); files themselves are not kept here.
    """

    action = models.ForeignKey(Action, models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=16)
    source = models.CharField(max_length=16, blank=True)
    target = models.CharField(max_length=16)
    text = models.TextField(max_length=WORDS, blank=True)
    evidence = models.CharField(max_length=EVIDENCE, blank=True)
    progress = models.PositiveSmallIntegerField(null=True)
    due_on = models.DateField(null=True)
    part = models.ForeignKey(Part, models.PROTECT, null=True, related_name="+")
    day = models.DateField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["action", "seq"], name="action_step_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="action_step_from_one"),
            models.CheckConstraint(condition=Q(approver__isnull=True) | ~Q(approver=F("actor")), name="action_step_four_eyes"),
        ]


class Proposal(models.Model):
    """A cancellation or a reopening that waits for a second person."""

    class Verdict(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("Menunggu")
        APPROVED = "approved", _("Disetujui")
        REJECTED = "rejected", _("Ditolak")
        OVERTAKEN = "overtaken", _("Tidak dilanjutkan")

    action = models.ForeignKey(Action, models.PROTECT, related_name="proposals")
    move = models.CharField(max_length=16)
    reason = models.TextField(max_length=WORDS)
    due_on = models.DateField(null=True)  # the new date, for a reopening
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["action"], condition=Q(verdict="open"), name="action_one_open_proposal"),
            models.CheckConstraint(condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposer")), name="action_decided_by_another"),
        ]
