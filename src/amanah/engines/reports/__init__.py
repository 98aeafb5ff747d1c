"""What somebody brings in from outside: sealed for named people, answered through a mailbox that only the receipt opens.

A room declares a case kind and a `Regime`; the public form, the mailbox, the sealed records, the desk's page of a case and the way from
one regime to another come from here.
"""
