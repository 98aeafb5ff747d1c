"""Where an indicator's page is; it holds in every process, also where no desk is loaded."""


def of_indicator(number: str) -> str:
    """The page of the indicator of that number."""
    return f"/desk/risks/indicators/{number}/"
