"""The demonstration's documents go through the whole house: in force, read, under review, from outside."""

import random

import pytest

from amanah.cli.demo.later import Stage, documents
from amanah.engines.documents import queries, replay
from amanah.engines.documents.models import Document
from amanah.engines.documents.queries import Filters
from amanah.kernel import clock


@pytest.mark.django_db
def test_documents_of_the_demonstration_fit_together(people):
    people.add("ratri", "Ratri Kusuma", people.units.secretariat, "Kepala biro")
    people.add("laras", "Laras Wening", people.units.inspectorate, "Auditor utama")

    documents.seed(Stage(clock.today(), random.Random(1)))

    assert Document.objects.count() == 5
    fitri = people.viewer("fitri")
    policy = queries.listing(fitri, Filters(words="KB-01")).rows[0]
    assert policy.current.seq == 1
    wanted, read = queries.read_counts([policy])[policy.current_id]
    assert 0 < read < wanted
    assert [one.state for one in queries.listing(fitri, Filters(words="SOP-07")).rows[0].versions.all()] == ["review"]
    assert replay.check() == []
