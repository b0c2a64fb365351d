"""Queries that are built once and then only run: for what is asked at each answer.

Building querysets and compiling them was two fifths of storing an answer.
"""

import inspect
from collections.abc import Callable
from copy import copy
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateTimeField, Field, QuerySet, UUIDField
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")

# By the type of an argument: what stands for it while the query is built, and never else.
_STANDS_FOR: dict[type, Callable[[int], Any]] = {
    int: lambda number: 2**62 + number,
    str: lambda number: f"\ue000{number}",
    UUID: lambda number: UUID(int=2**127 + number),
    datetime: lambda number: datetime(9000, 1, 1, microsecond=number, tzinfo=UTC),
}
# The types that a database is not given as they are.
_FIELDS: "dict[type, Field[Any, Any]]" = {UUID: UUIDField(), datetime: DateTimeField()}


class Prepared(Generic[Row]):
    """The query of a function that makes a queryset of its arguments; they are named when it runs.

    The arguments say their types: int, str, UUID or datetime. The queryset may hold them as values
    only: which one it is must not depend on them. It fetches nothing beforehand.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, Row]"]) -> None:
        self._build = build
        self._types = {
            name: one.annotation for name, one in inspect.signature(build).parameters.items()
        }
        self._compiled: _Compiled | None = None
        self.__doc__ = build.__doc__

    def all(self, **values: Any) -> list[Row]:
        """The rows."""
        connection = connections[DEFAULT_DB_ALIAS]
        if self._compiled is None:
            self._compiled = _Compiled(self._build, self._types, connection)
        return self._compiled.rows(
            {name: _given(value, self._types[name], connection) for name, value in values.items()},
            connection,
        )

    def first(self, **values: Any) -> Row | None:
        """The first row, if there is one; the queryset says how many are asked for."""
        return next(iter(self.all(**values)), None)


class _Compiled:
    """The SQL of a queryset, the places of the values in it, and how rows are read."""

    def __init__(
        self,
        build: Callable[..., Any],
        types: dict[str, type],
        connection: BaseDatabaseWrapper,
    ) -> None:
        stand_ins = {
            name: _STANDS_FOR[kind](number) for number, (name, kind) in enumerate(types.items())
        }
        self._queryset = build(**stand_ins)
        assert not self._queryset._prefetch_related_lookups, "it fetches something beforehand"
        self._compiler: SQLCompiler = self._queryset.query.get_compiler(connection=connection)
        self._sql, self._params = self._compiler.as_sql()
        columns = self._compiler.select[: self._compiler.col_count]
        converters = self._compiler.get_converters([one for one, *_ in columns])
        self._compiler.get_converters = lambda _: converters
        names = {_given(one, types[name], connection): name for name, one in stand_ins.items()}
        self._names = [names.get(one) for one in self._params]
        assert set(names.values()) == set(self._names) - {None}, "a value is not in it as it is"

    def rows(self, values: dict[str, Any], connection: BaseDatabaseWrapper) -> list[Any]:
        """The rows of one call, on the connection of its thread."""
        params = tuple(
            fixed if name is None else values[name]
            for name, fixed in zip(self._names, self._params, strict=True)
        )
        compiler = copy(self._compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_, **__: (self._sql, params)  # type: ignore[method-assign]
        query = copy(self._queryset.query)
        query.get_compiler = lambda *_, **__: compiler
        asked = SimpleNamespace(
            db=connection.alias,
            query=query,
            _fields=self._queryset._fields,
            _known_related_objects={},
        )
        return list(self._queryset._iterable_class(asked))


def _given(value: Any, kind: type, connection: BaseDatabaseWrapper) -> Any:
    """A value as the database is given it."""
    field = _FIELDS.get(kind)
    return value if field is None else field.get_db_prep_value(value, connection)
