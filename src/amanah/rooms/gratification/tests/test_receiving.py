"""A part's own UPG, what is typed in, and what the UPG holds besides."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from amanah.engines.cases import queries as cases
from amanah.engines.cases import services as engine
from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.queries import reading
from amanah.engines.reports.services.filing import Filing, file_report, file_unanswered
from amanah.engines.reports.services.typed import Coming
from amanah.foundation.access import services as access
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.vault import queries as keys
from amanah.kernel import canonical, clock
from amanah.rooms.gratification import services
from amanah.rooms.gratification.models import Activity
from amanah.rooms.gratification.opened import latest
from amanah.rooms.gratification.queries import recap
from amanah.rooms.gratification.regime import REGIME
from amanah.rooms.gratification.services.activities import Held
from amanah.rooms.gratification.tests.conftest import ANSWERS
from amanah.rooms.gratification.workflow import GIFT, PASSING, ROUTE, UNIT_OFFICER, UNIT_ROUTE
from tests.people import PASSPHRASE, SINCE, give_keys


@pytest.fixture
def parted(upg):
    """The directorate of K3 has a UPG of its own: Wulan. Gilang, who heads it, belongs to it as well."""
    upg.add("wulan", "Wulan Sari", upg.units.k3, "Petugas UPG unit", roles=(UNIT_OFFICER,), over=upg.units.k3, keys=True)
    access.grant_role(upg.accounts["gilang"], UNIT_OFFICER, upg.units.k3, since=SINCE)
    return upg


def own(upg, **changes):
    given = ANSWERS | {"received_on": clock.today().isoformat(), "unit": str(upg.units.k3_testing.pk), "desk": "own"} | changes
    return services.compose(uuid4(), given)


def holders(upg, case):
    return {name for name, account in upg.accounts.items() if f"account:{account.pk}" in keys.holders(case.ref)}


def seers(upg, case):
    return {name for name in upg.accounts if cases.visible(upg.viewer(name)).filter(pk=case.pk).exists()}


def test_a_parts_own_upg_receives_and_no_superior_does(parted):
    case = file_unanswered(REGIME, own(parted), actor="system")
    assert (case.route, case.unit) == (UNIT_ROUTE, parted.units.k3)
    assert seers(parted, case) == holders(parted, case) == {"wulan", "vera"}
    clocks = dict(Deadline.objects.filter(ref=case.ref).values_list("name", "due_on"))
    main = file_unanswered(REGIME, own(parted, desk="main"), actor="system")
    assert (main.route, main.unit) == (ROUTE, None)
    assert dict(Deadline.objects.filter(ref=main.ref).values_list("name", "due_on")) == clocks
    assert seers(parted, main) == {"utami", "vera"}


def test_it_passes_everything_on_and_the_clocks_go_on(parted, opened):
    case = file_unanswered(REGIME, own(parted), actor="system")
    before = dict(Deadline.objects.filter(ref=case.ref).values_list("name", "due_on"))
    hers = opened(case, "wulan")
    engine.move(hers.case, "register", viewer=hers.viewer)
    with pytest.raises(Refused) as refusal:
        engine.move(hers.case, "verify", viewer=hers.viewer)
    assert refusal.value.code == "role"
    services.pass_on(hers, "Foto barang menyusul.")
    case.refresh_from_db()
    assert (case.route, case.unit, case.state) == (ROUTE, None, "verification")
    assert seers(parted, case) == holders(parted, case) == {"utami", "vera"}
    assert dict(Deadline.objects.filter(ref=case.ref).values_list("name", "due_on")) == before
    content = reading.content(opened(case, "utami"))
    assert latest(content, PASSING).text == "Foto barang menyusul."
    with pytest.raises(Refused):
        services.pass_on(opened(case, "utami"), "Lagi.")


def test_without_a_upg_of_its_own_it_goes_to_the_main_one(parted):
    elsewhere = own(parted, unit=str(parted.units.placement.pk))
    assert (elsewhere.report.route, elsewhere.unit) == (ROUTE, None)
    parted.accounts["wulan"].is_active = False
    parted.accounts["wulan"].save()
    assert own(parted).report.route == ROUTE  # the other one there is the receiver's superior


def test_the_form_asks_for_it_only_where_there_is_one(intake, upg):
    page = reverse("gratification:office")
    intake.post(reverse("gratification:kind"), {"topic": "report", "received_on": clock.today().isoformat(), "received_at": "Kantor"})
    assert "UPG unit saya" not in intake.get(page).text
    upg.add("wulan", "Wulan Sari", upg.units.k3, "Petugas UPG unit", roles=(UNIT_OFFICER,), over=upg.units.k3, keys=True)
    assert "UPG unit saya" in intake.get(page).text


def test_what_is_typed_in_has_a_receipt_unless_it_concerns_the_typist(upg, opened):
    given = ANSWERS | {"received_on": clock.today().isoformat()}
    told = services.type_in(uuid4(), given, Coming("letter", "3 Maret", wants_receipt=True), viewer=upg.viewer("utami"))
    assert told.receipt is not None
    case = Case.objects.get()
    known = canonical.decode(reading.content(opened(case)).fields["opened"])
    assert (known["came_by"], known["receipt"], known["typed_by"]) == ("letter", "given", upg.viewer("utami").actor)
    assert services.type_in(uuid4(), given, Coming("letter", "", wants_receipt=True), viewer=upg.viewer("gilang")).receipt is None


def test_a_report_by_another_door_asks_first_for_receiver_and_day(upg, opened, desk):
    day = clock.today()
    report = own(upg).report
    file_report(REGIME, Filing(uuid4(), report))
    case = Case.objects.get()
    assert not Deadline.objects.filter(ref=case.ref, name="to_kpk").exists()
    assert "gilang" in seers(upg, case)
    hers = opened(case)
    with pytest.raises(Refused) as refusal:
        engine.move(case, "register", viewer=hers.viewer)
    assert refusal.value.code == "guard"
    upg.sign_in(desk, "utami")
    desk.post(reverse("vault:unlock"), {"passphrase": PASSPHRASE})
    page = desk.get(f"/desk/gratification/{case.number}/").text
    assert page.index("Lengkapi dahulu") < page.index("Kronologi") if "Kronologi" in page else "Lengkapi dahulu" in page
    address = reverse("gratification_desk:gift_day", args=[case.number])
    assert "Sebutkan penerimanya" in desk.post(address, {"day": day.isoformat()}).text
    assert desk.post(address, {"day": day.isoformat(), "receiver": "Hadi Susanto"}).status_code == 302
    assert case.days.get(key=GIFT).day == day
    assert Deadline.objects.filter(ref=case.ref, name="to_kpk").exists()
    assert "gilang" not in seers(upg, case) | holders(upg, case)
    engine.move(Case.objects.get(), "register", viewer=upg.viewer("utami"))
    assert "Perbaiki hari penerimaan" in desk.get(f"/desk/gratification/{case.number}/").text


def test_what_was_held_is_counted_in_the_recap(parted):
    held = Held("training", "Pelatihan UPG", "Semua pegawai loket", date(2026, 3, 4), 40, parted.units.k3_testing)
    services.note_activity(held, viewer=parted.viewer("wulan"))
    other = services.note_activity(Held("training", "Lagi", "Penyedia", date(2026, 3, 5), 10), viewer=parted.viewer("utami"))
    found = recap.recap(parted.viewer("utami"), date(2026, 1, 1), date(2026, 6, 30))
    assert [(one.number, one.participants) for one in found.held] == [(2, 50)]
    services.withdraw_activity(other, viewer=parted.viewer("vera"))
    assert recap.held(date(2026, 1, 1), date(2026, 6, 30))[0].participants == 40
    for viewer, unit in (("wulan", None), ("wulan", parted.units.placement), ("citra", parted.units.placement)):
        with pytest.raises(Refused) as refusal:
            services.note_activity(Held("training", "Bukan", "Siapa", date(2026, 3, 4), 1, unit), viewer=parted.viewer(viewer))
        assert refusal.value.code == "role"
    assert Activity.objects.count() == 2


def test_the_log_on_its_page(parted, desk):
    address = reverse("gratification_desk:activities")
    give_keys(parted.accounts["citra"])
    assert parted.sign_in(desk, "citra").get(address).status_code == 403
    parted.sign_in(desk, "wulan")
    assert "Belum ada kegiatan" in desk.get(address).text
    given = {"kind": "dissemination", "title": "Batas baru", "day": "2026-03-04", "audience": "Loket", "participants": "12"}
    assert desk.post(address, given | {"unit": str(parted.units.placement.pk)}).status_code == 422
    assert desk.post(address, given | {"unit": str(parted.units.k3.pk)}).status_code == 302
    assert "Batas baru" in desk.get(address).text
    desk.post(reverse("gratification_desk:withdraw_activity", args=[Activity.objects.get().pk]))
    assert "dibatalkan" in desk.get(address).text
