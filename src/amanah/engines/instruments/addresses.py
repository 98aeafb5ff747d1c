"""Where a sheet's page is; it holds in every process, also where no desk is loaded."""


def of_sheet(number: str) -> str:
    """The page of the sheet of that number."""
    return f"/desk/sheets/{number}/"


def of_question(number: str, question: str) -> str:
    """Where one question of a sheet is answered."""
    return f"/desk/sheets/{number}/question/{question}/"
