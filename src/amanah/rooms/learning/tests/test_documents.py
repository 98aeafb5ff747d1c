"""A topic that is learned by reading a controlled document: acknowledging it is the record."""

import pytest

from amanah.engines.documents import services as documents
from amanah.engines.documents.models import Document
from amanah.engines.documents.services import Aim
from amanah.engines.documents.tests.conftest import POLICY, TEXT, approved, soon
from amanah.foundation.access import services as access
from amanah.rooms.learning import offers, services
from amanah.rooms.learning.models import Record, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def policy(team, topics, settings, tmp_path) -> Document:
    """In force and handed out to the K3 directorate; the topic of the policy names it."""
    settings.AMANAH_FILES = tmp_path / "files"
    access.grant_role(team.fitri, "document_keeper", team.units.secretariat)
    document = documents.open_document(POLICY, team.units.fkap, TEXT, viewer=team.viewer("fitri"))
    approved(team, document)
    said = {"title": topics.policy.title, "title_en": topics.policy.title_en}
    services.keep_topic("kebijakan", **said, document=document.ref, viewer=team.viewer("maya"))
    documents.distribute(document, [Aim(unit=team.units.k3)], soon(), viewer=team.viewer("fitri"))
    return document


def test_acknowledging_the_document_is_the_record(team, topics, policy):
    hadi = team.viewer("hadi")
    assert [(one.title, one.url) for one in offers.of(hadi, {topics.policy.pk})[topics.policy.pk]] == [
        (POLICY.title, f"/desk/documents/{policy.number}/")
    ]
    documents.acknowledge(policy, viewer=hadi)
    documents.acknowledge(policy, viewer=hadi)

    record = Record.objects.get(person=team.persons["hadi"])
    assert (record.topic_id, record.sort, record.title) == (topics.policy.pk, "read", POLICY.title)
    assert record.origin == f"{policy.ref}:{policy.current_id}"
    assert not Record.objects.exclude(person=team.persons["hadi"]).exists()


def test_a_topic_out_of_use_teaches_nothing(team, topics, policy):
    Topic.objects.filter(pk=topics.policy.pk).update(active=False)
    documents.acknowledge(policy, viewer=team.viewer("hadi"))
    assert not Record.objects.exists()


def test_a_manager_names_the_document_by_its_number(desk, team, topics, policy):
    team.sign_in(desk, "maya")
    page = "/desk/learning/needs/topics/loket-bersih/"
    said = {"title": "Mengenali suap di loket", "hours": "4", "valid_months": "12", "active": "on"}
    refused = desk.post(page, said | {"document": "DK-26-NOBODY"})
    assert refused.status_code == 400
    assert "Tidak ada dokumen bernomor ini" in refused.content.decode()

    Document.objects.filter(pk=policy.pk).update(shared=True)
    assert desk.post(page, said | {"document": policy.number}).status_code == 302
    assert Topic.objects.get(key="loket-bersih").document == policy.ref
    assert policy.number in desk.get(page).content.decode()
    assert desk.post(page, said).status_code == 302
    assert Topic.objects.get(key="loket-bersih").document == ""
