"""The office's own templates: put in, checked, kept in versions."""

import hashlib

from django.db import transaction
from django.db.models import Max

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.letters import kinds, rendering
from amanah.foundation.letters.errors import Refused
from amanah.foundation.letters.models import Template
from amanah.foundation.letters.queries.templates import Look, look_at
from amanah.kernel import clock


def template_in_use(kind: str) -> Template | None:
    """The office's template of this kind; None while the shipped one is used."""
    return Template.objects.filter(kind=kind, in_use=True).first()


def template_bytes(kind: str) -> bytes:
    """The template in use. Raises Refused("kind")."""
    found = template_in_use(kind)
    if found is not None:
        return bytes(found.docx)
    try:
        return kinds.kind(kind).shipped.read_bytes()
    except KeyError:
        raise Refused("kind") from None


def replace_template(kind: str, docx: bytes, *, viewer: Viewer) -> Template:
    """Use this template from now on; letters that are drafts take it when they are next revised.

    Raises Refused: "kind", and "template" where it asks for what nobody fills in, or holds what runs or fetches something.
    """
    try:
        declared = kinds.kind(kind)
        look: Look = look_at(declared, docx)
    except KeyError:
        raise Refused("kind") from None
    except rendering.WorkError as error:
        raise Refused("template") from error
    if look.wrong:
        raise Refused("template")
    with transaction.atomic():
        last = Template.objects.select_for_update().filter(kind=kind).aggregate(last=Max("version"))["last"] or 0
        Template.objects.filter(kind=kind, in_use=True).update(in_use=False)
        sha256 = hashlib.sha256(docx).hexdigest()
        made = Template.objects.create(
            kind=kind,
            version=last + 1,
            docx=docx,
            sha256=sha256,
            placeholders=list(look.placeholders),
            uploaded_by=viewer.account,
            day=clock.today(),
        )
        ledger.append("letters.template_replaced", f"template:{kind}", {"version": made.version, "sha256": sha256}, actor=viewer.actor)
    return made


def restore_template(kind: str, version: int, *, viewer: Viewer) -> None:
    """Use an earlier version again; 0 is the shipped one. Raises Refused: "kind", "template"."""
    try:
        kinds.kind(kind)
    except KeyError:
        raise Refused("kind") from None
    with transaction.atomic():
        wanted = Template.objects.select_for_update().filter(kind=kind, version=version).first()
        if version and wanted is None:
            raise Refused("template")
        Template.objects.filter(kind=kind, in_use=True).update(in_use=False)
        if wanted is not None:
            wanted.in_use = True
            wanted.save(update_fields=["in_use"])
        ledger.append("letters.template_restored", f"template:{kind}", {"version": version}, actor=viewer.actor)
