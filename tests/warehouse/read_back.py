"""Reads what `pursuit score --format parquet` writes with pyarrow, and holds every cell to the CSV of the same calls."""

import csv
import subprocess
import sys
import tempfile
from pathlib import Path

import pyarrow.parquet

TABLES = ["calls", "discarded", "evidence", "moments", "pains", "proposals"]
KINDS = {"text": "string", "integer": "int64", "number": "double", "boolean": "bool"}


def run(*args):
    return subprocess.run(args, check=True, capture_output=True, text=True).stdout


def as_csv(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@"):
        return "'" + value
    return repr(value) if isinstance(value, float) else str(value)


def main(pursuit, calls):
    columns = list(csv.DictReader(run(pursuit, "schema", "--format", "csv").splitlines()))
    cells = 0
    with tempfile.TemporaryDirectory() as folder:
        for table in TABLES:
            path = Path(folder, table + ".parquet")
            run(pursuit, "score", "-q", calls, "--format", "parquet", "--table", table, "-o", str(path))
            text = run(pursuit, "score", "-q", calls, "--format", "csv", "--table", table)
            held = pyarrow.parquet.read_table(path)
            promised = [(row["column"], KINDS[row["type"]]) for row in columns if row["table"] == table]
            found = [(field.name, str(field.type)) for field in held.schema]
            assert found == promised, f"{table}: {found} instead of {promised}"
            rows, lines = held.to_pylist(), list(csv.DictReader(text.splitlines()))
            assert len(rows) == len(lines) > 0, f"{table}: {len(rows)} rows, {len(lines)} in CSV"
            for row, line in zip(rows, lines):
                for name, value in row.items():
                    assert as_csv(value) == line[name], f"{table}.{name}: {value!r} instead of {line[name]!r}"
                    cells += 1
    print(f"{len(TABLES)} tables, {cells} cells as in CSV")


if __name__ == "__main__":
    main(*sys.argv[1:])
