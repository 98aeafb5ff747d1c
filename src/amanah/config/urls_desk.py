"""Addresses of the staff program."""

from django.urls import include, path

from amanah.config.house import open_house
from amanah.rooms.transparency.views import health

open_house()

urlpatterns = [
    path("", include("amanah.ui.urls")),
    path("desk/health", health, name="health"),
    path("desk/", include("amanah.ui.desk_urls")),
    path("desk/account/", include("amanah.foundation.access.desk.account_urls")),
    path("desk/access/", include("amanah.foundation.access.desk.urls")),
    path("desk/organisation/", include("amanah.foundation.organisation.desk.urls")),
    path("desk/vault/", include("amanah.foundation.vault.desk.urls")),
    path("desk/whistleblowing/outside/", include("amanah.rooms.whistleblowing.outside_recipients.desk.urls")),
    path("desk/whistleblowing/routing/", include("amanah.rooms.whistleblowing.routing.desk.urls")),
    path("desk/whistleblowing/shared/", include("amanah.rooms.whistleblowing.gravest.desk.urls")),
    path("desk/whistleblowing/", include("amanah.rooms.whistleblowing.desk.urls")),
    path("desk/complaints/exchange/", include("amanah.rooms.complaints.exchange.desk.urls")),
    path("desk/complaints/", include("amanah.rooms.complaints.desk.urls")),
    path("desk/gratification/", include("amanah.rooms.gratification.desk.urls")),
    path("desk/discipline/", include("amanah.rooms.discipline.desk.urls")),
    path("desk/interests/pledges/", include("amanah.rooms.interests.pledges.desk.urls")),
    path("desk/interests/wealth/", include("amanah.rooms.interests.wealth.desk.urls")),
    path("desk/interests/", include("amanah.rooms.interests.desk.urls")),
    path("desk/personal-data/", include("amanah.rooms.personal_data.desk.urls")),
    path("desk/levies/prevention/", include("amanah.rooms.illegal_levies.prevention.desk.urls")),
    path("desk/levies/", include("amanah.rooms.illegal_levies.desk.urls")),
    path("desk/learning/effect/", include("amanah.rooms.learning.effect.desk.urls")),
    path("desk/learning/courses/", include("amanah.rooms.learning.taking.desk.urls")),
    path("desk/learning/sessions/", include("amanah.rooms.learning.sessions.desk.urls")),
    path("desk/learning/tests/", include("amanah.rooms.learning.quizzes.desk.urls")),
    path("desk/learning/needs/", include("amanah.rooms.learning.needs.desk.urls")),
    path("desk/learning/", include("amanah.rooms.learning.desk.urls")),
    path("desk/campaigns/pulse/", include("amanah.rooms.campaigns.pulse.desk.urls")),
    path("desk/campaigns/commitments/", include("amanah.rooms.campaigns.commitments.desk.urls")),
    path("desk/campaigns/", include("amanah.rooms.campaigns.desk.urls")),
    path("desk/ledger/", include("amanah.config.urls_ledger")),
    path("desk/letters/", include("amanah.foundation.letters.desk.urls")),
    path("desk/notices/", include("amanah.foundation.notices.desk.urls")),
    path("desk/services/", include("amanah.foundation.public_services.desk.urls")),
    path("desk/retention/", include("amanah.engines.retention.desk.urls")),
    path("desk/smap/audits/", include("amanah.rooms.antibribery.audits.desk.urls")),
    path("desk/smap/nonconformities/", include("amanah.rooms.antibribery.nonconformities.desk.urls")),
    path("desk/smap/approvals/", include("amanah.rooms.antibribery.approvals.desk.urls")),
    path("desk/smap/due-diligence/", include("amanah.rooms.antibribery.due_diligence.desk.urls")),
    path("desk/smap/objectives/", include("amanah.rooms.antibribery.objectives.desk.urls")),
    path("desk/smap/reviews/", include("amanah.rooms.antibribery.reviews.desk.urls")),
    path("desk/smap/visits/", include("amanah.rooms.antibribery.auditor_room.desk.urls")),
    path("desk/smap/", include("amanah.rooms.antibribery.requirements.desk.urls")),
    path("desk/smap/", include("amanah.rooms.antibribery.certification.desk.urls")),
    path("desk/smap/", include("amanah.rooms.antibribery.desk.urls")),
    path("desk/actions/", include("amanah.engines.actions.desk.urls")),
    path("desk/proofs/", include("amanah.engines.proofs.desk.urls")),
    path("desk/documents/", include("amanah.engines.documents.desk.urls")),
    path("desk/sheets/", include("amanah.engines.instruments.desk.urls")),
    path("desk/risks/controls/", include("amanah.engines.risks.controls.desk.urls")),
    path("desk/risks/indicators/", include("amanah.engines.risks.indicators.desk.urls")),
    path("desk/risks/workshops/", include("amanah.engines.risks.workshops.desk.urls")),
    path("desk/risks/treatment/", include("amanah.engines.risks.treatment.desk.urls")),
    path("desk/risks/reviews/", include("amanah.engines.risks.reviews.desk.urls")),
    path("desk/risks/exposures/", include("amanah.engines.risks.exposures.desk.urls")),
    path("desk/risks/library/", include("amanah.engines.risks.library.desk.urls")),
    path("desk/risks/", include("amanah.engines.risks.imports.desk.urls")),
    path("desk/risks/", include("amanah.engines.risks.desk.urls")),
    path("desk/engagements/", include("amanah.engines.engagements.desk.urls")),
    path("desk/", include("amanah.engines.cases.desk.urls")),
]

handler400 = "amanah.ui.errors.bad_request"
handler403 = "amanah.ui.errors.denied"
handler404 = "amanah.ui.errors.not_found"
handler500 = "amanah.ui.errors.server_error"
