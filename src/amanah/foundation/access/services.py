"""The verbs that change who may do what. What a person may get wrong is refused with a ValidationError."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from amanah.foundation.access import four_eyes, roles
from amanah.foundation.access.models import Account, Grant, GrantProposal
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Person, Unit
from amanah.kernel import clock


def actor_of(account: Account | None) -> str:
    """How an account is named in the ledger; None is the system itself (set-up on the command line)."""
    return "system" if account is None else f"account:{account.pk}"


@contextmanager
def _whole(message: str) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise ValidationError(message) from error


def create_account(
    username: str,
    *,
    person: Person | None = None,
    email: str = "",
    password: str | None = None,
    guest_until: date | None = None,
    by: Account | None = None,
) -> Account:
    """Make an account without any role. Without a password nobody can sign in until a reset link has been used."""
    account = Account(username=username.strip().lower(), person=person, email=email, guest_until=guest_until)
    account.set_password(password)
    account.full_clean(exclude=["password"])
    with _whole(_("Nama pengguna sudah dipakai.")):
        account.save(force_insert=True)
        ledger.append("access.account_created", f"account:{account.pk}", {"guest_until": guest_until}, actor=actor_of(by))
    return account


def invite_guest(username: str, *, guest_until: date, person: Person | None = None, email: str = "", by: Account | None = None) -> Account:
    """Make an account that ends by itself after `guest_until` (inclusive), which must not have passed."""
    if guest_until < clock.today():
        raise ValidationError({"guest_until": _("Tanggal itu sudah lewat.")})
    return create_account(username, person=person, email=email, guest_until=guest_until, by=by)


def prolong_guest(account: Account, *, until: date, by: Account | None = None) -> None:
    """Let a guest's account, and the roles that would end with it, end later: after `until` (inclusive). Not one that was shut."""
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account.pk)
        ends = account.guest_until
        if ends is None or not account.is_active or until <= ends or until < clock.today():
            raise ValidationError({"guest_until": _("Tanggal baru harus sesudah tanggal berakhir yang sekarang.")})
        account.guest_until = until
        account.save(update_fields=["guest_until"])
        ledger.append("access.guest_prolonged", f"account:{account.pk}", {"guest_until": until}, actor=actor_of(by))
        for grant in Grant.objects.filter(account=account, until=ends, ended_on__isnull=True).select_related("unit"):
            end_grant(grant, by=None)  # the roles follow the account, whoever prolonged it
            grant_role(account, grant.role, grant.unit, until=until)


def deactivate_account(account: Account, *, by: Account) -> None:
    """Shut an account. Its grants stay in the record; they count for nothing while it is shut."""
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account.pk)
        if four_eyes.same_person(account, by):
            raise ValidationError(_("Anda tidak dapat menonaktifkan akun Anda sendiri."))
        account.is_active = False
        account.save(update_fields=["is_active"])
        ledger.append("access.account_deactivated", f"account:{account.pk}", {}, actor=actor_of(by))


def reactivate_account(account: Account, *, by: Account) -> None:
    """Open a shut account again, with the grants that have not ended meanwhile."""
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account.pk)
        if four_eyes.same_person(account, by):
            raise ValidationError(_("Tidak seorang pun boleh memutuskan perannya sendiri."))
        account.is_active = True
        account.save(update_fields=["is_active"])
        ledger.append("access.account_reactivated", f"account:{account.pk}", {}, actor=actor_of(by))


def set_language(account: Account, language: str) -> None:
    """Remember the language that this person reads; a preference, not an act, so nothing goes into the ledger."""
    Account.objects.filter(pk=account.pk).update(language=language)


def grant_role(
    account: Account,
    role: str,
    unit: Unit,
    *,
    since: date | None = None,
    until: date | None = None,
    granted_by: Account | None = None,
    approved_by: Account | None = None,
) -> Grant:
    """Give a role over `unit` and all below it from `since` (today) to `until` (last day).

    A sensitive role takes two people: `granted_by` and a different `approved_by`. Only the system itself (`granted_by` None: set-up
    on the command line, the demonstration) grants alone. Nobody grants themselves anything.
    """
    begins = since or clock.today()
    _check_terms(account, role, begins, until)
    if granted_by is not None:
        _check_reach(granted_by, unit)
        if four_eyes.same_person(granted_by, account):
            raise ValidationError(_("Tidak seorang pun boleh memutuskan perannya sendiri."))
        if roles.role(role).sensitive and approved_by is None:
            raise ValidationError(_("Peran ini memerlukan persetujuan administrator kedua."))
        if approved_by is not None:
            _check_reach(approved_by, unit)
            four_eyes.check(granted_by, approved_by, about=account)
    with _whole(_("Peran ini sudah diberikan.")):
        grant = Grant.objects.create(
            account=account, role=role, unit=unit, since=begins, until=until, granted_by=granted_by, approved_by=approved_by
        )
        ledger.append(
            "access.role_granted",
            f"account:{account.pk}",
            {
                "grant": str(grant.pk),
                "role": role,
                "unit": str(unit.pk),
                "since": begins,
                "until": until,
                "approved_by": None if approved_by is None else actor_of(approved_by),
            },
            actor=actor_of(granted_by),
        )
    return grant


def propose_grant(
    account: Account, role: str, unit: Unit, *, since: date | None = None, until: date | None = None, by: Account
) -> GrantProposal:
    """Ask a second administrator for a sensitive grant."""
    begins = since or clock.today()
    _check_terms(account, role, begins, until)
    _check_reach(by, unit)
    if four_eyes.same_person(by, account):
        raise ValidationError(_("Tidak seorang pun boleh memutuskan perannya sendiri."))
    with _whole(_("Usulan yang sama sudah menunggu persetujuan.")):
        proposal = GrantProposal.objects.create(
            account=account, role=role, unit=unit, since=begins, until=until, proposed_by=by, proposed_on=clock.today()
        )
        ledger.append(
            "access.grant_proposed",
            f"account:{account.pk}",
            {"proposal": str(proposal.pk), "role": role, "unit": str(unit.pk)},
            actor=actor_of(by),
        )
    return proposal


def approve_grant(proposal: GrantProposal, *, by: Account) -> Grant:
    """Decide for a proposal, as another administrator than its author; the role is given at once."""
    with transaction.atomic():
        proposal = _pending(proposal)
        four_eyes.check(proposal.proposed_by, by, about=proposal.account)
        _decide(proposal, GrantProposal.Decision.APPROVED, by)
        # The grant's own entry, which names both, is the one entry of this act.
        return grant_role(
            proposal.account,
            proposal.role,
            proposal.unit,
            since=max(proposal.since, clock.today()),
            until=proposal.until,
            granted_by=proposal.proposed_by,
            approved_by=by,
        )


def reject_grant(proposal: GrantProposal, *, by: Account) -> None:
    """Decide against a proposal; its author may do so too, which withdraws it."""
    with transaction.atomic():
        proposal = _pending(proposal)
        _check_reach(by, proposal.unit)
        _decide(proposal, GrantProposal.Decision.REJECTED, by)
        ledger.append("access.grant_rejected", f"account:{proposal.account_id}", {"proposal": str(proposal.pk)}, actor=actor_of(by))


def end_grant(grant: Grant, *, by: Account | None) -> Grant:
    """End a grant at once. Taking a right away needs one pair of eyes only."""
    with transaction.atomic():
        grant = Grant.objects.select_for_update(of=("self",)).select_related("unit").get(pk=grant.pk)
        if by is not None:
            _check_reach(by, grant.unit)
        if grant.ended_on is not None:
            raise ValidationError(_("Peran ini sudah diakhiri."))
        grant.ended_on, grant.ended_by = clock.today(), by
        grant.save(update_fields=["ended_on", "ended_by"])
        ledger.append("access.grant_ended", f"account:{grant.account_id}", {"grant": str(grant.pk), "role": grant.role}, actor=actor_of(by))
    return grant


def record_reset_link(account: Account, *, by: Account) -> None:
    """Write down that an administrator made a one-time link to a new password. Not for one's own account: that takes the old password."""
    with transaction.atomic():
        if four_eyes.same_person(account, by):
            raise ValidationError(_("Untuk akun Anda sendiri, pakai “Ganti kata sandi”."))
        if not account.may_sign_in():
            raise ValidationError(_("Akun ini tidak aktif."))
        ledger.append("access.reset_link_issued", f"account:{account.pk}", {}, actor=actor_of(by))


def _check_reach(administrator: Account, unit: Unit) -> None:
    """Refuse unless this account administers access over the unit: a role may be given only as far as one's own reaches."""
    if not Viewer.of(administrator).has(roles.ADMINISTRATOR.key, unit):
        raise ValidationError({"unit": _("Unit ini di luar wewenang Anda.")})


def _check_terms(account: Account, role: str, since: date, until: date | None) -> None:
    if not roles.known(role):
        raise ValidationError({"role": _("Peran tidak dikenal.")})
    if until is not None and until < since:
        raise ValidationError({"until": _("Tanggal akhir mendahului tanggal mulai.")})
    if not account.is_active:
        raise ValidationError({"account": _("Akun ini tidak aktif.")})
    if account.guest_until is not None and (until is None or until > account.guest_until):
        raise ValidationError({"until": _("Peran tamu berakhir paling lambat bersama akunnya.")})


def _pending(proposal: GrantProposal) -> GrantProposal:
    proposal = GrantProposal.objects.select_for_update(of=("self",)).select_related("account", "unit", "proposed_by").get(pk=proposal.pk)
    if proposal.decision != GrantProposal.Decision.PENDING:
        raise ValidationError(_("Usulan ini sudah diputuskan."))
    return proposal


def _decide(proposal: GrantProposal, decision: str, by: Account) -> None:
    proposal.decision, proposal.decided_by, proposal.decided_on = decision, by, clock.today()
    proposal.save(update_fields=["decision", "decided_by", "decided_on"])
