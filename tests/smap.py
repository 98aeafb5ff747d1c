"""Something of everything that an anti-bribery system holds, made through the services: for walks through all its pages."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from amanah.engines.actions import services as actions
from amanah.engines.documents import services as documents
from amanah.engines.documents.services import Content, Heading
from amanah.engines.engagements import services as engagements
from amanah.engines.engagements.services import Draft, Found, Slot
from amanah.engines.proofs import services as proofs
from amanah.engines.risks.controls import services as controls
from amanah.foundation.access import services as access
from amanah.foundation.evidence import services as evidence
from amanah.kernel import clock
from amanah.rooms.antibribery import services as scopes
from amanah.rooms.antibribery.approvals import services as approvals
from amanah.rooms.antibribery.approvals.services import Asked as Wanted
from amanah.rooms.antibribery.approvals.services import Mandate, Wish
from amanah.rooms.antibribery.auditor_room import services as visits
from amanah.rooms.antibribery.auditor_room.services import Asked
from amanah.rooms.antibribery.certification import services as certification
from amanah.rooms.antibribery.certification.services import Terms
from amanah.rooms.antibribery.due_diligence import services as diligence
from amanah.rooms.antibribery.due_diligence.services import Adverse, Holder, Listed, Proposal, Subject
from amanah.rooms.antibribery.nonconformities import services as nonconformities
from amanah.rooms.antibribery.nonconformities.services import Seen
from amanah.rooms.antibribery.objectives import services as objectives
from amanah.rooms.antibribery.objectives.services import Aim, Watch
from amanah.rooms.antibribery.requirements import catalogue
from amanah.rooms.antibribery.requirements import services as requirements
from amanah.rooms.antibribery.requirements.services import Said
from amanah.rooms.antibribery.reviews import declare
from amanah.rooms.antibribery.reviews import services as reviews
from amanah.rooms.antibribery.reviews.services import Judged, Meeting
from amanah.rooms.antibribery.services import Plan, Words

D = Decimal
CLAUSE = "iso-37001-2025:5.2"
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"


def settle(people):
    """All of it, as one namespace. `people` are those of the room's own tests: Fitri and Fajar keep it, Arif audits, Gilang leads the unit."""
    for name in ("ani", "budi"):
        access.grant_role(people.accounts[name], "smap_auditor", people.units.root)
    access.grant_role(people.accounts["fitri"], "risk_manager", people.units.root)
    made = SimpleNamespace(people=people, view=people.viewer, who=people.persons, unit=people.units.k3, today=clock.today())
    for part in (_scope, _requirements, _certified, _audited, _aims, _approvals, _vetted, _reviewed, _visited):
        part(made)
    return made


def _scope(made):
    fajar = made.view("fajar")
    made.scope = scopes.open_scope(
        title="Pengujian K3",
        unit=made.unit,
        statement="Pengujian dan sertifikasi alat di seluruh balai.",
        excluded="Pelatihan oleh pihak ketiga.",
        editions="both",
        top_title="Direktur Pengawasan K3",
        top_person=made.who["gilang"],
        viewer=fajar,
    )
    named = {"decree": "SK-7/2026", "independence": "Tidak memutus izin.", "access": "Melapor langsung kepada Direktur Jenderal."}
    scopes.appoint(made.scope, members=[made.who["fajar"]], decree_on=made.today, viewer=fajar, **named)
    for sort, title in (("external", "Perantara di loket"), ("party", "Perusahaan pemohon")):
        scopes.add(made.scope, sort, title, "Ditinjau setahun sekali.", viewer=fajar)
    made.process = scopes.add(made.scope, "process", "Penerbitan hasil uji", "", viewer=fajar)
    ahead = Plan("Loket daring", "Antrean panjang.", "Risiko akun bersama.", made.who["hadi"], made.today + timedelta(days=10))
    made.change, made.decided = (scopes.propose(made.scope, ahead, viewer=fajar) for _n in range(2))
    scopes.decide(made.decided, approve=True, reason="Dapat ditanggung.", viewer=made.view("fitri"))
    made.report = scopes.draft(made.scope, made.today - timedelta(days=90), made.today, Words("Memadai.", "Berjalan."), viewer=fajar)


def _shelve(made, ref, name="notula.pdf"):
    taken = evidence.take(RequestFactory().post("/", {"file": SimpleUploadedFile(name, PDF)}).FILES.getlist("file"))
    return proofs.add(proofs.Draft("Notula rapat", made.today, upload=taken.kept[0]), made.unit, viewer=made.view("fajar"), ref=ref)


def _requirements(made):
    made.key = next(one.key for one in catalogue.instrument("2025").questions if one.key.startswith("7.3"))
    said = Said("met", "Setiap pegawai dilatih setiap tahun.", "", made.who["hadi"])
    answer = requirements.answer(made.scope, "2025", made.key, said, viewer=made.view("fajar"))
    _shelve(made, answer.ref)
    made.document = documents.keep(
        Heading("Kebijakan anti penyuapan", "policy", code="KB-01"),
        made.unit,
        Content(text="Penyuapan dilarang.", label="1"),
        made.today,
        viewer=made.view("fajar"),
    )


def _certified(made):
    fajar = made.view("fajar")
    terms = Terms("Lembaga Contoh", "KAN LSSMAP-000", "K-1/2026", None, 60, 120)
    one = made.certification = certification.open_certification(made.scope, "2025", terms, viewer=fajar)
    for key in ("apply", "sign", "stage1"):
        certification.move(one, key, "", viewer=fajar)
    certification.plan(one, "stage2", made.today + timedelta(days=30), viewer=fajar)
    made.raised = certification.find(one, "major", "5.2", "Kebijakan belum disahkan.", made.today, viewer=fajar)
    made.corrected = certification.find(one, "minor", "7.3", "Daftar hadir hilang.", made.today, viewer=fajar)
    certification.correct(made.corrected, "Ditemukan dan dikirim.", viewer=fajar)


def _audited(made):
    """An audit in the field, one that is reported with its finding, and nonconformities at each of their states."""
    fitri, fajar, ani, budi = (made.view(name) for name in ("fitri", "fajar", "ani", "budi"))
    years = (made.today.year, made.today.year + 2)
    made.draft = engagements.draft_programme(
        "smap_internal", "Program baru", made.unit, *years, "Risiko.", scope=made.scope.ref, viewer=fitri
    )
    programme = engagements.draft_programme("smap_internal", "Program", made.unit, *years, "Risiko.", scope=made.scope.ref, viewer=fitri)
    slot = Slot(made.today.year, 4, made.unit, "Kebijakan", [CLAUSE], "high")
    item, made.item = (engagements.plan_item(programme, slot, viewer=fitri) for _n in range(2))
    engagements.approve_programme(programme, viewer=fajar)
    made.programme = programme
    days = (made.today - timedelta(days=365), made.today, made.today, made.today + timedelta(days=5))
    draft = Draft("Audit internal", [made.unit], [CLAUSE], "Apakah kebijakan dijalankan.", "Pengujian.", *days, scope=made.scope.ref)
    for name, slot_of in (("audit", None), ("reported", item)):
        one = engagements.open_engagement("smap_internal", made.unit, draft, item=slot_of, viewer=fitri)
        engagements.join(one, made.who["ani"], "lead", viewer=fitri)
        engagements.join(one, made.who["budi"], "member", viewer=fitri)
        checks = [engagements.Procedure(each.title, each.tested, each.criteria) for each in one.declared.checklist(one.criteria)]
        engagements.add_papers(one, checks, viewer=ani)
        engagements.prepare(one, "ST-1", made.today, viewer=ani)
        engagements.begin(one, viewer=ani)
        setattr(made, name, one)
    made.waiver = engagements.ask_waiver(made.audit, made.who["arif"], "member", "Hanya ia yang mengenal alatnya.", viewer=fitri)
    for paper in made.reported.papers.all():
        engagements.write_result(paper, "Diperiksa.", viewer=ani)
        engagements.review_paper(paper, "Cukup.", viewer=budi)
    said = ("minor", "Kebijakan belum dibaca penguji", "Empat dari sepuluh.", "5.2", "", "Tidak tahu.", [f"{CLAUSE}-a"])
    made.finding = engagements.write_finding(made.reported, Found(made.unit, *said), viewer=ani)
    engagements.report(made.reported, "Berjalan, kecuali penyampaian kebijakan.", viewer=ani)
    gilang = made.view("gilang")
    made.nonconformities = []
    for steps in range(4):
        seen = Seen(made.unit, made.who["gilang"], "Daftar hadiah kosong", "Tidak terisi sejak Maret.", criteria=[CLAUSE])
        one = nonconformities.record(made.scope, seen, viewer=fitri)
        if steps > 0:
            nonconformities.correct(one, "Daftar diisi.", "Dicari di tiga unit lain: tidak ada.", viewer=gilang)
        if steps > 1:
            nonconformities.analyse(one, ["Tidak ada yang ditugasi"], "Tugas belum dibagi.", viewer=gilang)
        if steps > 2:
            given = nonconformities.give(one, "Bagi tugas", owner=made.who["hadi"], verifier=made.who["ani"], viewer=fitri)
            actions.begin(given, viewer=made.view("hadi"))
            actions.report_done(given, "Sudah.", viewer=made.view("hadi"))
            actions.verify(given, "Benar.", viewer=ani)
            type(one).objects.filter(pk=one.pk).update(check_from=made.today)
        made.nonconformities.append(one)


def _aims(made):
    fajar, year = made.view("fajar"), timedelta(days=365)
    plain = {"unit_word": "%", "direction": "up", "criteria": ["iso-37001-2025:6.2"], "judged_how": "Dari rekam belajar."}
    aim = Aim(title="Penguji terlatih", baseline=D(40), target=D(90), owner=made.who["hadi"], resources="Dua pelatih.", **plain,
              begins_on=made.today, due_on=made.today + year)  # fmt: skip
    made.objective = objectives.set_objective(made.scope, aim, viewer=fajar)
    objectives.write_progress(made.objective, made.today, D(50), "Satu kelas.", viewer=made.view("hadi"))
    watch = Watch(title="Rekan bisnis diuji", what="Uji tuntas berjalan.", method="Dari daftar rekan.", form="share", unit_word="",
                  direction="up", frequency="quarterly", measurer=made.who["gilang"], analyst=made.who["fajar"], told_to="Direktur",
                  green=D(90), amber=D(75), why="Batas rencana kerja.", starts_on=made.today - year, criteria=["iso-37001-2025:9.1"])  # fmt: skip
    made.measure = objectives.plan(made.scope, watch, viewer=fajar)
    objectives.read(made.measure, made.today - timedelta(days=100), D(5), D(8), viewer=fajar)
    made.reading = made.measure.readings.get()
    made.policy = objectives.choose(made.scope, made.document, "Berlaku.", viewer=fajar)
    made.judgement = objectives.judge(made.policy, "2025/5.2-a", "met", "Penyuapan dilarang.", "Tanpa pengecualian.", viewer=fajar)
    made.place = objectives.publish(made.policy, "public", "Laman instansi", viewer=fajar)


def _approvals(made):
    gilang, ahead = made.view("gilang"), made.today + timedelta(days=7)
    wish = Wish(unit=made.unit, kind="hospitality", title="Makan siang rapat", purpose="Rapat sehari penuh.", recipient="Asosiasi Ahli K3",
                recipient_kind="community", value=1_000_000, people=10, event_on=ahead)  # fmt: skip
    made.request = approvals.ask(wish, viewer=made.view("fajar"))
    mandate = Mandate(unit=made.unit, decision="Menandatangani hasil uji", delegator=made.who["gilang"], delegate=made.who["hadi"],
                      instrument="SK-7", since=made.today, until=made.today + timedelta(days=700), checked="Ditanyakan; tidak ada.",
                      ceiling=5_000_000)  # fmt: skip
    made.delegation = approvals.delegate(mandate, viewer=gilang)
    made.wanted, made.promised = (
        approvals.ask_commitment(Wanted(made.unit, name, "Kontrak 12", "more_than_low"), viewer=made.view("fajar"))
        for name in ("PT Alat Ukur", "CV Bahan Uji")
    )
    approvals.commit(made.promised, "Pakta 3", right_to_end=True, viewer=made.view("fajar"), expires_on=made.today + timedelta(days=90))
    for title, sort in (("Pemisahan pemesan dan pembayar", "financial"), ("Rotasi pejabat penguji", "non_financial")):
        controls.enter(unit=made.unit, title=title, sort=sort, viewer=made.view("fitri"))


def _vetted(made):
    fajar = made.view("fajar")
    diligence.bring("blacklist", [Listed("CV Bintang Timoer", "", "Medan", "SK-31/2025", "Dinas PU", "Mengundurkan diri")], viewer=fajar)
    plain = {"form": "firm", "unit": made.unit, "about": "Pelatihan ahli K3.", "risk_class": "more_than_low", "class_reason": "Di loket."}
    subject = Subject(sort="associate", name="CV Bintang Timur", **plain)
    one = made.diligence = diligence.ask(made.scope, subject, viewer=fajar, examiner=made.who["hadi"])
    hadi = made.view("hadi")
    diligence.name_owner(one, Holder("Anton Wijaya", "Pemegang saham", "told", 100), viewer=hadi)
    diligence.find(one, Adverse("Putusan PN 12/2024", made.today, "Terlambat.", "light", "Sudah selesai."), viewer=hadi)
    made.owner, made.adverse, made.hit = one.owners.get(), one.findings.get(), one.hits.get()
    proposal = Proposal("decline", "Tidak terkendali.", "Rekan menolak komitmen.", made.today)
    made.gap = diligence.propose(one, proposal, viewer=fajar)


def _reviewed(made):
    """One that is planned, of a scope of its own, and one that was held and has its minutes."""
    fajar, gilang = made.view("fajar"), made.who["gilang"]
    meeting, days = Meeting(made.today, gilang, [made.who["arif"]], "09.00 WIB"), (made.today - timedelta(days=200), made.today)
    said = {"unit": made.unit, "statement": "Pelatihan ahli K3.", "top_title": "Direktur", "top_person": gilang}
    other = scopes.open_scope(title="Pelatihan K3", viewer=fajar, **said)
    made.planned, made.review = (reviews.plan(one, declare.WHOLE, *days, meeting, viewer=fajar) for one in (other, made.scope))
    reviews.freeze(made.review, viewer=fajar)
    reviews.meet(made.review, made.today, [gilang, made.who["arif"]], viewer=fajar)
    said = {one.key: ("Dibahas.", "Cukup.") for one in reviews.inputs(made.review)}
    reviews.minute(made.review, said, Judged("yes", "partly", "yes", "Sistem masih sesuai."), viewer=fajar)


def _visited(made):
    days = {"starts_on": made.today, "ends_on": made.today + timedelta(days=2), "until": made.today + timedelta(days=9)}
    plan = visits.Plan(body="PT Sertifikasi Contoh", kind="surveillance_1", editions="both", **days)
    made.visit = visits.open_visit(made.scope, plan, ["Rina Wulan", "Tono Susilo"], viewer=made.view("fajar"))
    made.seat = made.visit.seats.all()[0]
    rina = made.people.viewer(made.seat.account.username)
    made.open, made.answered = (visits.ask(made.visit, Asked("evidence", "Daftar hadir 2026", "7.3"), viewer=rina) for _n in range(2))
    _shelve(made, made.answered.ref, "hadir.pdf")
    visits.answer(made.answered, "Terlampir.", viewer=made.view("fajar"))
