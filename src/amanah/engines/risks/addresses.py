"""Where a risk's page is; it holds in every process, also where no desk is loaded."""


def of_risk(number: str) -> str:
    """The page of the risk of that number."""
    return f"/desk/risks/{number}/"
