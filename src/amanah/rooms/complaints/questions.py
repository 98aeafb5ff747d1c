"""What a reporter is asked about the handling, and how what they decide reads in the conversation."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.reports import said
from amanah.engines.reports.report import Message
from amanah.rooms.complaints.acts import ACTS

QUESTIONS: Final = {
    "answered": gettext_lazy("Apakah jawaban kami menjawab pokok pengaduan Anda?"),
    "clear": gettext_lazy("Apakah jawabannya mudah dipahami?"),
    "quick": gettext_lazy("Apakah Anda dijawab cukup cepat?"),
}
YES, PARTLY, NO, SKIP = "yes", "partly", "no", "skip"
ANSWERS: Final = {YES: gettext_lazy("Ya"), PARTLY: gettext_lazy("Sebagian"), NO: gettext_lazy("Tidak"), SKIP: gettext_lazy("Lewati")}

RATING: Final = "complaint_rating"
SAID: Final = {act: f"complaint_{act}" for act in ACTS}


def install() -> None:
    """Make these kinds of message known."""
    mine = {
        "finish": gettext_lazy("Saya menyatakan sudah selesai."),
        "dispute": gettext_lazy("Saya menyatakan belum selesai."),
        "reopen": gettext_lazy("Saya meminta dibuka kembali."),
        "appeal": gettext_lazy("Saya meminta dinaikkan kepada atasan."),
        "close_off": gettext_lazy("Saya meminta isinya dirahasiakan."),
    }
    theirs = {
        "finish": gettext_lazy("Pelapor menyatakan sudah selesai."),
        "dispute": gettext_lazy("Pelapor menyatakan belum selesai."),
        "reopen": gettext_lazy("Pelapor meminta dibuka kembali."),
        "appeal": gettext_lazy("Pelapor meminta dinaikkan kepada atasan."),
        "close_off": gettext_lazy("Pelapor meminta isinya dirahasiakan."),
    }
    for act, kind in SAID.items():
        said.add(kind, _with_words(mine[act]), _with_words(theirs[act]))
    said.add(
        RATING,
        lambda message: "\n".join((_("Penilaian saya atas penanganannya:"), *_rating(message))),
        lambda message: "\n".join((_("Penilaian pelapor atas penanganannya:"), *_rating(message))),
    )


def _with_words(sentence: object) -> said.Words:
    return lambda message: "\n\n".join(part for part in (str(sentence), message.text) if part)


def _rating(message: Message) -> list[str]:
    answered = [f"{question} {ANSWERS[code]}" for key, question in QUESTIONS.items() if (code := message.facts.get(key, SKIP)) != SKIP]
    return [*answered, *(["", message.text] if message.text else [])]
