"""The organisation's screens: who may open them, what they show, how many queries that takes."""

import pytest

from amanah.foundation.organisation import services
from amanah.foundation.organisation.models import Person, Unit
from amanah.kernel import clock

pytestmark = pytest.mark.django_db
HOME = "/desk/organisation/"


def screens(people):
    k3 = people.units.k3.pk
    post = people.posts["gilang"].pk
    holding = people.persons["gilang"].holdings.get().pk
    person = people.persons["gilang"].pk
    return [
        HOME,
        f"{HOME}?q=k3",
        f"{HOME}?q=tidakada",
        f"{HOME}unit/{k3}/",
        *(f"{HOME}unit/{k3}/{act}/" for act in ("new", "rename", "move", "close", "post")),
        f"{HOME}post/{post}/assign/",
        f"{HOME}holding/{holding}/end/",
        f"{HOME}people/",
        f"{HOME}people/?q=gilang",
        f"{HOME}people/new/",
        f"{HOME}people/{person}/",
        f"{HOME}people/{person}/edit/",
        f"{HOME}import/",
        f"{HOME}import/template.csv",
        f"{HOME}import/template.xlsx",
    ]


def test_administrators_see_every_screen_in_both_languages(desk, people):
    people.sign_in(desk, "eko")
    for language in ("id", "en"):
        desk.cookies["lang"] = language
        for address in screens(people):
            assert desk.get(address).status_code == 200, address


@pytest.mark.parametrize("name", ["ani", "citra", "gilang"])
def test_nobody_else_does(desk, people, name):
    for address in screens(people):
        assert desk.get(address).headers["Location"].startswith("/desk/account/login/"), address
    people.sign_in(desk, name)
    for address in screens(people):
        assert desk.get(address).status_code == 403, address


def test_an_administrator_of_one_part_changes_only_that_part(desk, people):
    people.add(
        "joko", "Joko Widagdo", people.units.placement, "Administrator", roles=("organisation.administrator",), over=people.units.placement
    )
    people.sign_in(desk, "joko")
    assert desk.get(f"{HOME}unit/{people.units.k3.pk}/").status_code == 200
    assert desk.post(f"{HOME}unit/{people.units.k3.pk}/rename/", {"name": "X1", "code": "X1", "kind": "team"}).status_code == 403
    moved = desk.post(f"{HOME}unit/{people.units.placement.pk}/move/", {"parent": "DIT-K3"})
    assert moved.status_code == 403
    assert (
        desk.post(
            f"{HOME}unit/{people.units.placement.pk}/new/", {"name": "Seksi", "code": "SEKSI", "kind": "team", "zone": "Asia/Jakarta"}
        ).status_code
        == 302
    )


def test_the_whole_life_of_a_unit_by_hand(desk, people):
    people.sign_in(desk, "eko")
    k3 = people.units.k3.pk
    desk.post(f"{HOME}unit/{k3}/new/", {"name": "Seksi Bejana", "code": "bejana", "kind": "subunit", "zone": "Asia/Jakarta"})
    unit = Unit.objects.get(code="BEJANA")
    desk.post(f"{HOME}unit/{unit.pk}/rename/", {"name": "Seksi Bejana Tekan", "code": "BEJANA", "kind": "subunit"})
    desk.post(f"{HOME}unit/{unit.pk}/move/", {"parent": "penempatan tenaga"})
    desk.post(f"{HOME}unit/{unit.pk}/post/", {"title": "Kepala Seksi", "is_head": "on"})
    post = unit.posts.get()
    desk.post(f"{HOME}post/{post.pk}/assign/", {"person": "hadi", "acting": "plt", "since": clock.today().isoformat()})
    page = desk.get(f"{HOME}unit/{unit.pk}/").content.decode()
    assert "Hadi Susanto" in page
    assert "Pelaksana tugas" in page
    assert "Direktorat Penempatan Tenaga Kerja" in page
    refused = desk.post(f"{HOME}unit/{unit.pk}/close/", {"on": clock.today().isoformat()})
    assert "Masih ada yang memegang jabatan" in refused.content.decode()
    desk.post(f"{HOME}holding/{post.holdings.get().pk}/end/", {"on": clock.today().isoformat()})
    assert desk.post(f"{HOME}unit/{unit.pk}/close/", {"on": clock.today().isoformat()}).status_code == 302
    unit.refresh_from_db()
    assert unit.until == clock.today()
    assert unit.versions.count() == 3


def test_what_was_typed_stays_when_it_is_refused(desk, people):
    people.sign_in(desk, "eko")
    page = desk.post(f"{HOME}people/new/", {"name": "Siti Rahayu", "employment": "pns", "nip": "12"}).content.decode()
    assert 'value="Siti Rahayu"' in page
    assert "18 angka" in page
    page = desk.post(f"{HOME}unit/{people.units.k3.pk}/move/", {"parent": "direktorat"}).content.decode()
    assert "DIT-PENEMPATAN" in page


@pytest.mark.parametrize("address", [HOME, f"{HOME}?q=unit", f"{HOME}people/", f"{HOME}people/?q=orang"])
def test_lists_need_no_more_queries_for_more_rows(desk, people, address, django_assert_max_num_queries):
    people.sign_in(desk, "eko")
    for rows in (1, 4):
        for index in range(rows):
            unit = services.create_unit(f"Unit {rows}{index}", f"U{rows}{index}", parent=people.units.root, actor="system")
            post = services.create_post(unit, "Kepala", is_head=True)
            services.assign_post(
                services.create_person(f"Orang {rows}{index}", other_number=f"O-{rows}{index}", employment="outsourced"), post
            )
        with django_assert_max_num_queries(12):
            assert desk.get(address).status_code == 200


def test_people_of_one_name_are_all_reached_page_by_page(desk, people):
    Person.objects.bulk_create(Person(name="Budi Santoso", employment="outsider", search=" budi santoso ") for _ in range(120))
    people.sign_in(desk, "eko")
    seen, address = set(), f"{HOME}people/"
    while address:
        page = desk.get(address)
        seen |= {line["person"].pk for line in page.context["rows"]}
        address = f"{HOME}people/?after={page.context['next_after']}" if page.context["next_after"] else ""
    assert len(seen) == Person.objects.count()
