"""The database engine of `DATABASES` where the database is a file: Django's own, with turns for writers."""
