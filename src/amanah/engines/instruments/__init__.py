"""Scored instruments: a written questionnaire as data, and scores that unfold down to each answer.

`definition` says what an instrument is, `reading` takes one from a data file, `scoring` computes. Nothing here needs a database.
"""
