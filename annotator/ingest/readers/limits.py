"""How much a file may ask of us. Past a limit stands a problem or a refusal, never a full memory."""

MIB = 2**20

HEAD = 64 * 1024
"""What is looked at to tell format, encoding, delimiter and columns."""

RECORD = 10 * MIB
"""An article, in bytes."""

LINE = 16 * MIB
"""A line of a text file, an element of a JSON array, a row of a table with its line breaks."""

EXCERPT = 200
CELL_SHOWN = 200
ROWS_SHOWN = 5
ROWS_GUESSED = 20

COLUMNS = 2_000
DEPTH = 200
"""Brackets in brackets in JSON."""

AGAIN = 16 * LINE
"""Bytes of a JSON array read more than once to get past broken elements; then the rest is given up."""

PENDING = 1_000
"""Problems held back until the article around them is complete."""

ENTRIES = 100_000
DIRECTORY = 32 * MIB
UNZIPPED = 8 * 1024 * MIB
ENTRY = 2 * 1024 * MIB
RATIO = 200
RATIO_FROM = 10 * MIB
"""Above this size an entry that unpacks to more than RATIO times its bytes is a bomb."""

XLSX_CELLS = 20_000_000
XLSX_ROWS = 1_048_576
XLSX_STRINGS = 48 * MIB
"""The table of all strings, which Excel files make us hold."""

XLSX_PART = 8 * MIB
"""Every other part of a workbook that is held as a whole."""

DOCX_PART = 64 * MIB

IN_MEMORY = 8 * MIB
"""Past this an unpacked entry goes to a temporary file."""
