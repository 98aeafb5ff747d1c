"""The staff screens of reports of assets."""
