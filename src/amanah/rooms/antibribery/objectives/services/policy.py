"""The policy of a scope: which document it is, whether each version holds what the standard asks, and where it can be had."""

from uuid import uuid4

from django.db import transaction

from amanah.engines.documents import queries as documents
from amanah.engines.documents.models import Document
from amanah.foundation.access.four_eyes import same_person
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.objectives import declare, elements
from amanah.rooms.antibribery.objectives.models import PLACE, Judgement, Policy, Publication
from amanah.rooms.antibribery.objectives.refusals import Refused
from amanah.rooms.antibribery.objectives.services.stepping import active, kept, known, worded, write_step
from amanah.rooms.antibribery.queries import find, sides_of

SORT = "policy"


@transaction.atomic
def choose(scope: Scope, document: Document, reason: str, *, viewer: Viewer) -> Policy:
    """Say which controlled document is the policy of a scope from today on.

    Raises:
        Refused: "scope", "state", "words", "unchanged", or "document" for one that is no policy in force or that the viewer may not see.
    """
    kept(scope, viewer)
    seen = documents.visible(viewer).filter(pk=document.pk, sort=SORT, current__isnull=False, withdrawn_on__isnull=True)
    if not seen.exists():
        raise Refused("document")
    words, today = worded(reason), clock.today()
    before = Policy.objects.select_for_update().filter(scope=scope, until__isnull=True).first()
    if before is not None:
        if before.document_id == document.pk:
            raise Refused("unchanged")
        before.until = today
        before.save(update_fields=["until"])
        write_step(before.ref, "replaced", viewer, text=words, facts={"by": document.ref})
    policy_id = uuid4()
    policy = Policy.objects.create(
        id=policy_id, ref=f"smap_policy:{policy_id}", scope=scope, document=document, since=today, chosen_by=viewer.account
    )
    write_step(policy.ref, "chosen", viewer, text=words, facts={"scope": scope.ref, "document": document.ref})
    return policy


@transaction.atomic
def judge(policy: Policy, element: str, verdict: str, quoted: str, reason: str, *, viewer: Viewer) -> Judgement:
    """Say whether the version in force holds what a requirement asks, where it says so, and why one thinks so.

    Raises:
        Refused: "scope", "state", "code", "words" (also without the sentence, where it is said to be there), "element" or "document".
    """
    kept(policy.scope, viewer)
    _hold(policy)
    if element not in {one.key for one in elements.asked(policy.scope) if one.judged}:
        raise Refused("element")
    version = policy.document.current
    if version is None:
        raise Refused("document")
    made = Judgement.objects.create(
        policy=policy,
        version=version,
        element=element,
        verdict=known(verdict, declare.VERDICTS),
        quoted=quoted.strip() if verdict == declare.WANTING else worded(quoted),
        reason=worded(reason),
        judged_by=viewer.account,
        judged_on=clock.today(),
    )
    facts = {"judgement": made.pk, "element": element, "verdict": verdict, "version": version.seq, "content": version.sha256}
    write_step(policy.ref, "judged", viewer, text=made.reason, facts=facts)
    return made


@transaction.atomic
def decide(judgement: Judgement, *, approve: bool, remark: str, viewer: Viewer) -> None:
    """Somebody else than who judged approves a judgement or sends it back, with a reason; who keeps the scope or leads it.

    Raises:
        Refused: "not_found", "side", "state", "second", or "words" for a return without a reason.
    """
    judgement.refresh_from_db(from_queryset=Judgement.objects.select_for_update(of=("self",)).select_related("judged_by", "policy__scope"))
    policy = judgement.policy
    scope = find(viewer, policy.scope.number)
    if scope is None:
        raise Refused("not_found")
    sides = sides_of(viewer, scope)
    if not (sides.keeps or sides.leads):
        raise Refused("side")
    active(scope)
    if same_person(judgement.judged_by, viewer.account):
        raise Refused("second")
    later = policy.judgements.filter(element=judgement.element, pk__gt=judgement.pk)
    if judgement.state != declare.JUDGED or policy.until is not None or later.exists():
        raise Refused("state")
    judgement.state = declare.APPROVED if approve else declare.RETURNED
    judgement.decided_by, judgement.decided_on = viewer.account, clock.today()
    judgement.remark = remark.strip() if approve else worded(remark)
    judgement.save()
    facts = {"judgement": judgement.pk, "element": judgement.element, "verdict": judgement.verdict}
    write_step(policy.ref, judgement.state, viewer, text=judgement.remark, facts=facts)


@transaction.atomic
def publish(policy: Policy, sort: str, place: str, *, viewer: Viewer) -> Publication:
    """Write down where the policy can be had.

    Raises:
        Refused: "scope", "state", "code" or "words".
    """
    kept(policy.scope, viewer)
    _hold(policy)
    said = worded(place)[:PLACE]
    made = Publication.objects.create(policy=policy, sort=known(sort, declare.PLACES), place=said, since=clock.today(), by=viewer.account)
    write_step(policy.ref, "published", viewer, text=f"{declare.PLACES[sort]}: {said}", facts={"publication": made.pk, "sort": sort})
    return made


@transaction.atomic
def unpublish(publication: Publication, reason: str, *, viewer: Viewer) -> None:
    """It cannot be had there any more.

    Raises:
        Refused: "scope", "state" or "words".
    """
    policy = publication.policy
    kept(policy.scope, viewer)
    _hold(policy)
    publication.refresh_from_db(from_queryset=Publication.objects.select_for_update())
    if publication.until is not None:
        raise Refused("state")
    publication.until = clock.today()
    publication.save(update_fields=["until"])
    write_step(policy.ref, "unpublished", viewer, text=f"{publication.place}\n{worded(reason)}", facts={"publication": publication.pk})


def _hold(policy: Policy) -> None:
    policy.refresh_from_db(from_queryset=Policy.objects.select_for_update(of=("self",)).select_related("document__current", "scope__unit"))
    if policy.until is not None:
        raise Refused("state")
