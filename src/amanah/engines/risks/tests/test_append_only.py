"""What was scored stays: both databases refuse to change or delete it, whoever asks."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from amanah.engines.risks import criteria
from amanah.engines.risks.models import Assessment, Edition, Risk, Step


@pytest.fixture
def scored(team):
    """A risk with an edition, an assessment and a step, put there without the services."""
    one, key, day = criteria.in_force(date(2026, 11, 23)), uuid4(), date(2026, 11, 23)
    edition = Edition.objects.create(sha256=one.sha256, criteria=one.id, edition=one.edition, content=one.content)
    risk = Risk.objects.create(
        id=key, ref=f"risk:{key}", number="RS-26-000001", kind="fraud", unit=team.units.k3, title="Penguji menerima uang", opened_on=day
    )
    Assessment.objects.create(
        risk=risk, seq=1, stage="inherent", edition=edition, likelihood=4, impact=4, score=19, level="high", within_appetite=False,
        reason="Pernah terjadi", day=day, actor=team.rina,
    )  # fmt: skip
    Step.objects.create(risk=risk, seq=1, act="entered", target="draft", day=day, actor=team.rina)
    return risk


@pytest.mark.parametrize(
    ("model", "changed"),
    [(Edition, {"content": "lain"}), (Assessment, {"score": 1}), (Assessment, {"reason": "lain"}), (Step, {"text": "lain"})],
)
def test_nothing_of_it_changes(scored, model, changed):
    before = list(model.objects.values())
    for act in (lambda: model.objects.update(**changed), lambda: model.objects.all()._raw_delete("default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert list(model.objects.values()) == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"option": "accept", "within_appetite": False},
        {"inherent_likelihood": 3},
        {"state": "closed"},
        {"bribery_class": "low"},
        {"kind": "magic"},
    ],
)
def test_what_cannot_be_is_not_stored(scored, wrong):
    with pytest.raises(DatabaseError), transaction.atomic():
        Risk.objects.filter(pk=scored.pk).update(**wrong)
