"""Tables that people bring: read without trust, looked at before anything is stored, taken whole or not at all.

A use declares its columns (`columns`), what a row means and what it would change (`table.Table`), and its words (`desk.screens.Screen`).
"""
