"""Where an engagement's pages are; it holds in every process, also where no desk is loaded."""


def of_engagement(number: str) -> str:
    """The page of the engagement of that number."""
    return f"/desk/engagements/{number}/"


def of_paper(number: str, seq: int) -> str:
    """The page of one working paper."""
    return f"/desk/engagements/{number}/papers/{seq}/"


def of_finding(number: str) -> str:
    """The page of the finding of that number."""
    return f"/desk/engagements/findings/{number}/"


def of_programme(number: str) -> str:
    """The page of the programme of that number."""
    return f"/desk/engagements/programmes/{number}/"
