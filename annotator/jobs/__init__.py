"""The ledger of long work: the database is the truth, Celery the engine, Redis the doorbell.

open -> (claim -> work -> complete | fail)* -> finished. See docs/adr/0002-ledger.md.
"""
