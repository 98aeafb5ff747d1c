"""Where a review's page is; it holds in every process, also where no desk is loaded."""


def of_review(number: str) -> str:
    """The page of the review of that number."""
    return f"/desk/risks/reviews/{number}/"
