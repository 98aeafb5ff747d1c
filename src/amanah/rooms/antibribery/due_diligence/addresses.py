"""Where the pages of due diligence are; it holds in every process, also where no desk is loaded."""


def of_diligence(number: str) -> str:
    """The page of the file of that number."""
    return f"/desk/smap/due-diligence/{number}/"


def of_inadequacy(number: str) -> str:
    """The page of a decision that controls do not suffice."""
    return f"/desk/smap/due-diligence/inadequacies/{number}/"
