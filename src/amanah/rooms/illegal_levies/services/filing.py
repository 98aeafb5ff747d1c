"""From the answers of the public form, or of whoever types a report in, to a report that can be filed."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from amanah.engines.reports import subjects
from amanah.engines.reports.report import ANONYMOUS, OPEN, Identity, Report, names
from amanah.engines.reports.services.filing import Filing
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.public_services import queries as catalogue
from amanah.kernel import clock
from amanah.rooms.illegal_levies.regime import FORM

ROUTE = "inspectorate"
SAID = ("what", "asked", "paid", "who", "when", "where", "how")


def compose(case_id: UUID, answers: Mapping[str, str], uploads: Iterable[SealedUpload] = ()) -> Filing:
    """The report that these answers make. Reads the catalogue and the organisation, and changes nothing."""
    unit = subjects.unit_of(answers.get("unit", ""))
    involved = names(answers.get("who", ""))
    found = subjects.find(involved=involved, excluded=(), unit=unit)
    above = organisation.path_names([unit])[unit.pk] if unit else []
    code = answers.get("service", "")
    uploads = tuple(uploads)
    mode = answers.get("mode", ANONYMOUS)
    report = Report(
        topic=answers["topic"],
        route=ROUTE,
        mode=mode,
        answers={key: answers.get(key, "") for key in SAID} | {"service": service_name(code), "service_code": code},
        unit=str(unit.pk) if unit else "",
        unit_name=" › ".join([*above, unit.name]) if unit else "",
        place=answers.get("place", ""),
        involved=involved,
        unmatched=found.unmatched,
        files=tuple(upload.file_id for upload in uploads),
        identity=Identity(answers.get("name", ""), answers.get("contact", ""), "") if mode == OPEN else None,
        form=FORM,
    )
    return Filing(case_id, report, found.tags, uploads)


def service_name(code: str) -> str:
    """What a service of the catalogue is called today, with its code; the code alone where it is offered no more."""
    offer = catalogue.offer(code, clock.today()) if code else None
    return f"{offer.edition.name} ({code})" if offer else code
