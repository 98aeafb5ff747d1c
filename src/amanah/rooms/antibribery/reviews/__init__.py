"""Reviews of the management system by top management and by the governing body (9.3), with an input pack built from live data."""
