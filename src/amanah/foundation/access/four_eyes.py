"""Two people, not two names: what a second approver must be."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from amanah.foundation.access.models import Account


def same_person(one: Account, other: Account) -> bool:
    """Whether two accounts are one human being, as far as is known."""
    return one.pk == other.pk or (one.person_id is not None and one.person_id == other.person_id)


def check(first: Account, second: Account, *, about: Account | None = None) -> None:
    """Refuse unless `second` is another person than `first`, and neither of them is who it is `about`."""
    if not second.may_sign_in():
        raise ValidationError(_("Akun penyetuju tidak aktif."))
    if same_person(first, second):
        raise ValidationError(_("Persetujuan harus diberikan oleh orang lain."))
    if about is not None and (same_person(first, about) or same_person(second, about)):
        raise ValidationError(_("Tidak seorang pun boleh memutuskan perannya sendiri."))
