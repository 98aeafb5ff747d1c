"""The verbs of letters, for every room.

A room says once, in its AppConfig.ready, which matters are its own: `matters.register("my room", owner)` (see `matters.Owner`: sealed
record, title, page, readers, kinds). It may add kinds of letter: `kinds.register(Kind("summons", _("Surat panggilan"), _("Panggilan"),
(Field("person", _("Yang dipanggil")), …), template=Path(__file__).with_name("summons.docx")))`. Then:

    matter = letters.open_matter("case:<uuid>", viewer=viewer, key_pair=unlocked_keys(request))   # Refused("locked") without a key
    letter = letters.draft(matter, "summons", {"person": "…", "signer_title": "…", "signer_name": "…"})
    letters.give_number(matter, letter, scheme, dated=clock.today())     # own scheme, gap-free; or …
    letters.take_number(matter, letter, "B-12/SRIKANDI/XI/2026", dated=day)   # … as the official correspondence system gave it
    letters.document(matter, letter)                                      # the DOCX, in memory
    letters.attach_signed(matter, letter, upload)                         # the signed PDF; its signature is checked
    letters.dispose(matter, letter, receiver, ("study",), note="…", due_on=day)

To render without keeping anything: `letters.render("report", values)` answers the DOCX of that kind's template in use. Tables take a list
of {column: text}. Pages are ready: `addresses.new(ref, kind)` asks for the values, `addresses.of_letter(letter)` shows one letter.
Every verb is one transaction with its ledger entry, under the matter's reference.
"""

from amanah.foundation.letters.errors import Refused
from amanah.foundation.letters.services.disposing import dispose, finish, mark_read
from amanah.foundation.letters.services.drafting import Values, document, draft, open_matter, parts_of, parts_of_each, render, revise, void
from amanah.foundation.letters.services.numbering import end_scheme, give_number, make_scheme, take_number
from amanah.foundation.letters.services.opened import OpenMatter
from amanah.foundation.letters.services.signing import attach_signed, install_anchor, recheck, withdraw_anchor
from amanah.foundation.letters.services.templates import replace_template, restore_template, template_bytes

__all__ = [
    "OpenMatter",
    "Refused",
    "Values",
    "attach_signed",
    "dispose",
    "document",
    "draft",
    "end_scheme",
    "finish",
    "give_number",
    "install_anchor",
    "make_scheme",
    "mark_read",
    "open_matter",
    "parts_of",
    "parts_of_each",
    "recheck",
    "render",
    "replace_template",
    "restore_template",
    "revise",
    "take_number",
    "template_bytes",
    "void",
    "withdraw_anchor",
]
