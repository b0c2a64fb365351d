"""Many rows at once, as fast as the database takes them.

For rows that come by the hundred thousand and need nothing that a model instance could do: most of
the time of taking an archive in went into `bulk_create`.
"""

import json
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, JSONField, Model, UUIDField
from django.db.models.expressions import RawSQL

# Everything else is given to the database as it is: a foreign key as the id.
_PREPARED = (DateTimeField, JSONField, UUIDField)


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows, in the transaction there is; `columns` are names of fields.

    A foreign key takes an id. A row that is there already raises IntegrityError, as ever.
    """
    known = {field.name: field for field in model._meta.concrete_fields}
    fields = [known[name] for name in columns]
    for place, field in enumerate(fields):
        if isinstance(field, _PREPARED):
            rows = map(partial(_prepared, place=place, field=field), rows)
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    names = ", ".join(quote(field.column) for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(rows))  # noqa: S608 names of ours


def among(numbers: Iterable[int]) -> RawSQL:
    """Numbers for an `__in`, as one parameter: thousands of placeholders take longer than the query."""
    wanted = sorted(numbers)
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [wanted])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(wanted)])


def _prepared(row: tuple[Any, ...], *, place: int, field: Any) -> tuple[Any, ...]:
    value = field.get_db_prep_save(row[place], connection)
    return (*row[:place], value, *row[place + 1 :])
