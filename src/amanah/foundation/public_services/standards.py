"""What an editor writes, before it is anybody's proposal; and what is wrong with it, field by field."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amanah import rulebook
from amanah.foundation.organisation import text
from amanah.foundation.organisation.models import Unit
from amanah.foundation.public_services.components import KEYS
from amanah.foundation.public_services.models import Edition, Fee, Span
from amanah.kernel import canonical

CODE = re.compile(r"[A-Z0-9][A-Z0-9.-]{1,39}")
MOST_NAME, MOST_SUMMARY, MOST_TEXT = 160, 400, 4000
MOST_STAGES = 30
MOST_STAGE = 120
MOST_PROMISE = 3650
MOST_FEE = 10**12
IDR = "IDR"


@dataclass(frozen=True)
class Standard:
    """A service's standard as one version of it. `places` are the units that give it, each with where people find it.

    With `ends` the service is given no longer from `since` on, and nothing else counts.
    """

    name: str
    since: date
    places: tuple[tuple[Unit, str], ...] = ()
    summary: str = ""
    promise: int | None = None
    promise_unit: str = Span.WORKING_DAY
    stages: tuple[str, ...] = ()
    components: dict[str, str] = field(default_factory=dict)
    ends: bool = False

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty where nothing is."""
        if self.ends:
            return {}
        return self._head() | self._stages() | self._places() | self._texts()

    def _head(self) -> dict[str, str]:
        found: dict[str, str] = {}
        if not 1 <= len(self.name) <= MOST_NAME:
            found["name"] = _("Isi nama layanan, paling panjang 160 karakter.")
        if len(self.summary) > MOST_SUMMARY:
            found["summary"] = _("Ringkasan paling panjang 400 karakter.")
        if self.promise is not None and not 1 <= self.promise <= MOST_PROMISE:
            found["promise"] = _("Jangka waktu adalah angka bulat mulai 1.")
        if self.promise_unit not in Span.values:
            found["promise_unit"] = _("Pilih jam kerja, hari kerja, atau hari kalender.")
        return found

    def _stages(self) -> dict[str, str]:
        folded = [text.fold(stage) for stage in self.stages]
        if len(folded) > MOST_STAGES or any(len(stage) > MOST_STAGE for stage in self.stages):
            return {"stages": _("Paling banyak 30 tahapan, masing-masing paling panjang 120 karakter.")}
        if len(set(folded)) < len(folded) or "" in folded:
            return {"stages": _("Setiap tahapan ditulis sekali, dengan huruf.")}
        return {}

    def _places(self) -> dict[str, str]:
        if len({unit.pk for unit, _where in self.places}) < len(self.places):
            return {"places": _("Setiap unit ditulis sekali.")}
        if any(len(where) > 300 for _unit, where in self.places):  # noqa: PLR2004 - as the column is
            return {"places": _("Keterangan tempat paling panjang 300 karakter.")}
        return {}

    def _texts(self) -> dict[str, str]:
        wrong = [key for key, words in self.components.items() if key not in KEYS or len(words) > MOST_TEXT]
        return {key: _("Paling panjang 4.000 karakter.") for key in wrong}

    @property
    def written(self) -> dict[str, str]:
        """The components that say something."""
        tidy = {key: "\n".join(line.rstrip() for line in words.strip().splitlines()) for key, words in self.components.items()}
        return {key: tidy[key] for key in KEYS if tidy.get(key)}

    @property
    def content(self) -> dict[str, Any]:
        """What it says, as canonical values."""
        return {
            "ends": self.ends,
            "name": self.name,
            "summary": self.summary,
            "promise": self.promise or 0,
            "promise_unit": str(self.promise_unit),
            "stages": list(self.stages),
            "places": sorted([str(unit.pk), where] for unit, where in self.places),
            "components": self.written,
            "since": self.since.isoformat(),
        }

    @property
    def digest(self) -> str:
        """SHA-256 over what it says, in hexadecimal."""
        return canonical.digest(self.content).hex()

    @property
    def gist(self) -> str:
        """The same over what it says apart from its first day."""
        return canonical.digest(self.content | {"since": ""}).hex()

    @classmethod
    def of(cls, edition: Edition) -> "Standard":
        """What an edition says."""
        return cls(
            name=edition.name,
            since=edition.since,
            places=tuple((place.unit, place.where) for place in edition.places.all()),
            summary=edition.summary,
            promise=edition.promise,
            promise_unit=edition.promise_unit,
            stages=tuple(stage["title"] for stage in edition.stages),
            components=dict(edition.components),
            ends=edition.ends,
        )


@dataclass(frozen=True)
class Tariff:
    """What one item costs from `since` on, in whole rupiah; None ends the item. With `provision` the rulebook says how much."""

    title: str
    since: date
    amount: int | None
    per: str = ""
    basis: str = ""
    provision: str = ""
    verified: bool = False
    evidence: str = ""

    @property
    def item(self) -> str:
        """What the item is known by: its title without regard to case and signs."""
        return text.fold(self.title).replace(" ", "-")[:80]

    def settled(self) -> "Tariff":
        """The same with amount, basis and mark from the rulebook, where a provision is named. Raises RuleError where it has none."""
        if not self.provision or self.amount is None:
            return self
        rule = rulebook.provision(self.provision, on=self.since)
        if rule.unit != IDR:
            raise rulebook.RuleError(f"{self.provision} is no amount of money")
        basis = rule.cite("id")[:300]
        return Tariff(self.title, self.since, int(rule.value), self.per, basis, self.provision, rule.verified, rule.evidence[:300])

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty where nothing is."""
        found: dict[str, str] = {}
        if not self.item or len(self.title) > 120:  # noqa: PLR2004 - as the column is
            found["title"] = _("Isi nama butir biaya, paling panjang 120 karakter.")
        if self.amount is not None and not 0 <= self.amount <= MOST_FEE:
            found["amount"] = _("Biaya adalah rupiah bulat, mulai 0.")
        if len(self.per) > 60:  # noqa: PLR2004 - as the column is
            found["per"] = _("Satuan paling panjang 60 karakter.")
        if len(self.evidence) > 300:  # noqa: PLR2004 - as the column is
            found["evidence"] = _("Paling panjang 300 karakter.")
        if not self.basis and not self.provision:
            found["basis"] = _("Sebutkan dasar hukumnya, juga bila layanan ini gratis.")
        elif len(self.basis) > 300:  # noqa: PLR2004 - as the column is
            found["basis"] = _("Paling panjang 300 karakter.")
        if self.provision and self.amount is not None:
            found |= self._against_the_rulebook()
        return found

    def _against_the_rulebook(self) -> dict[str, str]:
        try:
            settled = self.settled()
        except rulebook.RuleError:
            return {"provision": _("Buku aturan tidak memuat biaya dengan kunci ini pada tanggal itu.")}
        if settled.amount != self.amount:
            return {"amount": _("Buku aturan menyebut %(amount)s rupiah pada tanggal itu.") % {"amount": settled.amount}}
        return {}

    @property
    def content(self) -> dict[str, Any]:
        """What it says, as canonical values."""
        return {
            "item": self.item,
            "title": self.title,
            "per": self.per,
            "amount": -1 if self.amount is None else self.amount,
            "basis": self.basis,
            "provision": self.provision,
            "verified": self.verified,
            "evidence": self.evidence,
            "since": self.since.isoformat(),
        }

    @property
    def digest(self) -> str:
        """SHA-256 over what it says, in hexadecimal."""
        return canonical.digest(self.content).hex()

    @property
    def gist(self) -> str:
        """The same over what it says apart from its first day."""
        return canonical.digest(self.content | {"since": ""}).hex()

    @classmethod
    def of(cls, fee: Fee) -> "Tariff":
        """What a fee says."""
        return cls(fee.title, fee.since, fee.amount, fee.per, fee.basis, fee.provision, fee.verified, fee.evidence)
