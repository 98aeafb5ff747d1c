"""Running deadlines. Dates only: nothing here is finer than a day."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why somebody was given more time; words belong into the record the deadline is about, where they can be sealed."""

    REPORTER = "reporter", _("menunggu jawaban pelapor")
    EVIDENCE = "evidence", _("bukti tambahan masih dikumpulkan")
    EXPERT = "expert", _("menunggu keterangan ahli atau lembaga lain")
    COMPLEX = "complex", _("perkara rumit atau melibatkan banyak pihak")
    OTHER = "other", _("alasan lain, tercatat pada berkas")


class Deadline(models.Model):
    """A duty on the record `ref` that is owed by a date, and how that date was counted.

    The length is kept as the rulebook gave it when the clock started, together with the provision's key, its start, the SHA-256
    of its file and its citation, so that the date can be counted again years later and a later change of the law moves nothing.
    `extra` is what pauses and extensions have added: in the clock's own unit, or in calendar days where that is the month.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("berjalan")
        PAUSED = "paused", _("dijeda")
        STOPPED = "stopped", _("selesai")

    ref = models.CharField(max_length=80)
    name = models.CharField(max_length=60)
    provision = models.CharField(max_length=80)
    provision_since = models.DateField()
    book_sha = models.CharField(max_length=64)
    citation = models.TextField()
    citation_en = models.TextField()
    length = models.PositiveIntegerField()
    unit = models.CharField(max_length=16)
    since = models.DateField()
    due_on = models.DateField()
    provisional = models.BooleanField()
    calendar_sha = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    paused_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)
    extra = models.PositiveIntegerField(default=0)
    extended_by = models.PositiveIntegerField(default=0)
    extension_reason = models.CharField(max_length=16, choices=Reason.choices, default="")
    changed_by = models.CharField(max_length=60)
    # What the tick has announced (see `alarm.Level`), and the day on which it has to look at this clock again.
    level = models.PositiveSmallIntegerField(default=0)
    alert_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("since")), name="deadline_due_after_start"),
            models.CheckConstraint(condition=Q(state__in=["running", "paused", "stopped"]), name="deadline_state_known"),
            models.CheckConstraint(condition=Q(unit__in=["working_day", "calendar_day", "month"]), name="deadline_unit_known"),
            models.CheckConstraint(condition=Q(state="paused") ^ Q(paused_on__isnull=True), name="deadline_paused_has_day"),
            models.CheckConstraint(condition=Q(state="stopped") ^ Q(stopped_on__isnull=True), name="deadline_stopped_has_day"),
            models.CheckConstraint(
                condition=Q(stopped_on__isnull=True) | Q(stopped_on__gte=F("since")), name="deadline_stopped_after_start"
            ),
            models.CheckConstraint(condition=Q(extended_by=0) ^ ~Q(extension_reason=""), name="deadline_extension_has_reason"),
            models.UniqueConstraint(fields=["ref", "name"], condition=Q(stopped_on__isnull=True), name="deadline_one_open_of_a_name"),
        ]
        indexes = [
            models.Index(fields=["ref"], name="deadline_ref"),
            models.Index(fields=["due_on", "ref"], condition=Q(stopped_on__isnull=True), name="deadline_open_by_due"),
            models.Index(fields=["calendar_sha"], condition=Q(stopped_on__isnull=True), name="deadline_open_by_calendar"),
            models.Index(fields=["alert_on"], condition=Q(state="running"), name="deadline_alert"),
        ]

    @property
    def open(self) -> bool:
        """Whether the duty is still owed."""
        return self.state != self.State.STOPPED

    @property
    def kept(self) -> bool | None:
        """Whether the duty was met in time; None while it is still owed."""
        return None if self.stopped_on is None else self.stopped_on <= self.due_on
