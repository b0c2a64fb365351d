"""Many rows at once, as fast as the database takes them.

For rows that come by the hundred thousand and need nothing that a model instance could do: it takes
a tenth of the time of `bulk_create`, which is what taking an archive in consists of.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows, in the transaction there is. Values are numbers, texts, booleans or None.

    `columns` are names of fields; a foreign key takes an id, a JSON field its text. A row that is
    there already raises IntegrityError, as ever.
    """
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    fields = {field.name: field.column for field in model._meta.concrete_fields}
    names = ", ".join(quote(fields[name]) for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(rows))  # noqa: S608 names of ours
