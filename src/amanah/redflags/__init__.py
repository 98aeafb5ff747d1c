"""Red flags: what procurement, payments, people, travel and service queues give away. A library of its own, without Django.

A table is read into a canonical form (`schemas`), indicators (`indicators`) are Ibis expressions over canonical tables, `running.scan`
asks them and `writing` keeps the answers. The same expressions run on DuckDB and on Apache Spark. A hit is a signal, never a verdict.
"""
