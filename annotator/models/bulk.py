"""Many rows at once, as fast as the database takes them.

For rows that come by the hundred thousand and need nothing that a model instance could do: most of
the time of taking an archive in went into `bulk_create`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, DateField, Field, JSONField, Lookup, Model, UUIDField
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler

# What a driver does not take as it is; everything else it is given so: a foreign key as the id.
_PREPARED = (DateField, JSONField, UUIDField)
_PREPARED_POSTGRESQL = (JSONField,)
# So many rows are in memory at once.
_HELD = 500


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows, in the transaction there is; `columns` are names of fields.

    A foreign key takes an id. A row that is there already raises IntegrityError, as ever.
    """
    known = {field.name: field for field in model._meta.concrete_fields}
    fields = [known[name] for name in columns]
    kinds = _PREPARED_POSTGRESQL if connection.vendor == "postgresql" else _PREPARED
    special = [(place, field) for place, field in enumerate(fields) if isinstance(field, kinds)]
    if special:
        rows = _prepared(rows, special)
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    names = ", ".join(quote(field.column) for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            copying = cursor.copy(f"COPY {table} ({names}) FROM STDIN")
            with connection.wrap_database_errors, copying as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 names of ours
            coming = iter(rows)
            while some := list(islice(coming, _HELD)):
                cursor.executemany(statement, some)


def create(model: type[Model], new: Sequence[Model]) -> None:
    """Insert new instances of one model, and give them their ids: within a transaction."""
    fields = model._meta.concrete_fields
    for one, number in zip(new, new_ids(model, len(new)), strict=True):
        one.pk = number
    rows = ([getattr(one, field.attname) for field in fields] for one in new)
    insert(model, [field.name for field in fields], rows)
    for one in new:
        one._state.adding, one._state.db = False, connection.alias


@Field.register_lookup
class Among(Lookup):
    """`__among`: whether a column holds one of many numbers or texts, given as one parameter.

    Thousands of placeholders take longer than the query. In PostgreSQL `= ANY (array)` looks each
    up in an index, where an `IN (SELECT unnest(…))` may rather read the whole table.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        column, params = self.process_lhs(compiler, connection)
        wanted = sorted(self.rhs)
        if connection.vendor == "postgresql":
            kind = "text" if isinstance(self.lhs.output_field, CharField) else "bigint"
            # Numbers as a text, which costs less to make than a list that is turned into one.
            listed = wanted if kind == "text" else f"{{{','.join(map(str, wanted))}}}"
            return f"{column} = ANY (%s::{kind}[])", (*params, listed)
        among = f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608 a column of ours
        return among, (*params, json.dumps(wanted))


def among(numbers: Iterable[int]) -> RawSQL:
    """Numbers for an `__in`, as one parameter: where `__among` cannot stand, as on a foreign key."""
    wanted = sorted(numbers)
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [wanted])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(wanted)])


def new_ids(model: type[Model], count: int) -> list[int]:
    """Numbers that no row has or will be given."""
    table, key = model._meta.db_table, model._meta.pk
    assert key is not None
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), key.column, count],
            )
            return [number for (number,) in cursor.fetchall()]
        # Nobody else writes before this transaction ends; the highest number there ever was is kept.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        (last,) = cursor.fetchone() or (0,)
        return list(range(last + 1, last + 1 + count))


def _prepared(
    rows: Iterable[Sequence[Any]], special: Sequence[tuple[int, "Field[Any, Any]"]]
) -> Iterator[list[Any]]:
    prepare = [(place, _preparing(field)) for place, field in special]
    for row in rows:
        values = list(row)
        for place, prepared in prepare:
            values[place] = prepared(values[place])
        yield values


def _preparing(field: "Field[Any, Any]") -> Callable[[Any], Any]:
    """How values of a field are prepared: one object that stands in many rows only once."""
    known: dict[int, tuple[Any, Any]] = {}  # with the value itself, so that it keeps its id

    def prepared(value: Any) -> Any:
        if id(value) not in known:
            if len(known) >= _HELD:
                known.clear()
            known[id(value)] = value, field.get_db_prep_save(value, connection)
        return known[id(value)][1]

    return prepared
