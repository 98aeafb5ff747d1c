"""Where letters are on the desk; they hold in every process, also where no desk is loaded."""

from amanah.foundation.letters.models import Letter


def of_letter(letter: Letter) -> str:
    """The page of one letter."""
    return f"/desk/letters/{letter.pk}/"


def new(ref: str, kind: str) -> str:
    """The page on which a letter of this kind about this matter is drafted."""
    return f"/desk/letters/new/{ref}/{kind}/"
