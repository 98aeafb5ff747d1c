"""Where the pages of certification are; it holds in every process, also where no desk is loaded."""


def of_certification(scope: str, number: str) -> str:
    """The page of one certification."""
    return f"/desk/smap/{scope}/certification/{number}/"
