"""The tables as other programs read them: DuckDB, Polars and pandas, from CSV and from Parquet, cell for cell."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.batch.arrow_tables import arrow_table
from game.batch.columns import CONTEXT, columns_of
from game.batch.experiment import ExperimentResults, single
from game.batch.results import Results
from game.batch.rows import ALL_TABLES, write_rows
from game.core.errors import UsageError
from game.engine.game import RULES_VERSION
from tests.batch.test_rows import at_points

TEXTS = ("seed", "digest", "hex", "from_hex")
"""Columns of text that look like numbers: a reader that passes over the quotes has to know it."""

FACTORS = {"rate": "number", "wing": "word"}


@pytest.fixture(scope="module")
def folders(planned: Results, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same two points in both formats."""
    pytest.importorskip("pyarrow")
    found = {format_: tmp_path_factory.mktemp(format_) for format_ in ("csv", "parquet")}
    for format_, folder in found.items():
        write_rows(at_points(planned), folder, format_, True, "borderwars simulate --out x")  # type: ignore[arg-type]  # both
    return found


def plain(cell: Any) -> Any:
    """A cell as all of these programs may give it: nothing, a truth, a number, a day, or a text."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)) or str(cell) in ("NaT", "<NA>"):
        return None
    if isinstance(cell, datetime):
        return cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if hasattr(cell, "item"):
        cell = cell.item()
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def by_duckdb(path: Path) -> list[dict[str, Any]]:
    duckdb = pytest.importorskip("duckdb")
    there = path.open().readline().strip().split(",") if path.suffix == ".csv" else []
    texts = ", ".join(f"'{name}': 'VARCHAR'" for name in TEXTS if name in there)
    types = f", types = {{{texts}}}" if texts else ""
    read = f"read_csv('{path}'{types})" if path.suffix == ".csv" else f"read_parquet('{path}')"
    found = duckdb.sql(f"select * from {read}")
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def by_polars(path: Path) -> list[dict[str, Any]]:
    polars = pytest.importorskip("polars")
    if path.suffix == ".parquet":
        return list(polars.read_parquet(path).to_dicts())
    types = dict.fromkeys(TEXTS, polars.String) | {"factor_rate": polars.Float64, "factor_wing": polars.String}
    return list(
        polars.read_csv(path, try_parse_dates=True, schema_overrides=types, infer_schema_length=None).to_dicts()
    )


def by_pandas(path: Path) -> list[dict[str, Any]]:
    pandas = pytest.importorskip("pandas")
    if path.suffix == ".parquet":
        return list(pandas.read_parquet(path).astype(object).to_dict("records"))
    head = path.open().readline()
    dates = [name for name in ("date", "day") if f",{name}," in head]
    types = dict.fromkeys((*TEXTS, "factor_wing"), str)
    return list(pandas.read_csv(path, dtype=types, parse_dates=dates).astype(object).to_dict("records"))


@pytest.mark.parametrize("read", [by_duckdb, by_polars, by_pandas])
@pytest.mark.parametrize("table", ALL_TABLES)
def test_a_table_is_the_same_however_it_is_read(folders: dict[str, Path], read: Any, table: str) -> None:
    """All cells of all rows, and all that the columns say there is."""
    csv, parquet = (
        [{name: plain(cell) for name, cell in row.items()} for row in read(folder / f"{table}.{format_}")]
        for format_, folder in folders.items()
    )
    for one in (csv, parquet):
        for row in one:
            row["day"] = str(row["day"])[:10] if "day" in row else None  # pandas knows no days, but midnights
    assert csv == parquet
    assert len(csv) == json.loads((folders["csv"] / "manifest.json").read_text())["files"][f"{table}.csv"]["rows"] > 0
    names = [column.name for column in columns_of(table, ("soviet", "japanese"), FACTORS)]  # type: ignore[arg-type]
    assert [name for name in csv[0] if name != "day" or "day" in names] == names


def test_seeds_are_whole_in_every_program(folders: dict[str, Path], planned: Results) -> None:
    """Parquet has them as text, whoever reads it."""
    for read in (by_duckdb, by_polars, by_pandas):
        rows = read(folders["parquet"] / "runs.parquet")
        assert [row["seed"] for row in rows[:4]] == [str(seed) for seed in planned.seeds]
    assert min(planned.seeds) > 2**53


def test_what_is_in_a_table_can_be_asked_in_sql(folders: dict[str, Path], planned: Results) -> None:
    """Two tables of two points, joined by point and run."""
    duckdb = pytest.importorskip("duckdb")
    folder = folders["parquet"]
    runs, sides = (f"read_parquet('{folder / name}.parquet') as {name}" for name in ("runs", "sides"))
    asked = f"select sum(lost_men) from {sides} join {runs} using (point, run) where point = 0 and side = 'soviet'"
    assert duckdb.connect().execute(asked).fetchone()[0] == planned.losses[:, -1, 0, 0].sum()


def test_a_parquet_file_says_what_it_is(folders: dict[str, Path], planned: Results) -> None:
    """Unit and meaning of each column; scenario, versions, and the command that asked for it."""
    parquet = pytest.importorskip("pyarrow.parquet")
    schema = parquet.read_schema(folders["parquet"] / "sides.parquet")
    assert schema.field("lost_men").metadata[b"unit"] == b"men"
    assert schema.field("side").metadata[b"meaning"] == b"id of the side"
    about = {key.decode(): text.decode() for key, text in schema.metadata.items() if key.startswith(b"borderwars.")}
    assert about["borderwars.table"] == "sides"
    assert about["borderwars.scenario"] == "lake_khasan/night_attack"
    assert about["borderwars.scenario_digest"] == planned.scenario.digest
    assert about["borderwars.command"] == "borderwars simulate --out x"
    assert about["borderwars.rules"] == str(RULES_VERSION)


def test_the_context_costs_next_to_nothing_in_parquet(folders: dict[str, Path]) -> None:
    """Words are written once and then by number: some thousand rows of the context in two kilobytes."""
    parquet = pytest.importorskip("pyarrow.parquet")
    group = parquet.read_metadata(folders["parquet"] / "control.parquet").row_group(0)
    columns = [group.column(place) for place in range(group.num_columns)]
    context = [one for one in columns if not one.path_in_schema.startswith(("hex", "column", "row", "share"))]
    assert group.num_rows > 2000
    assert len(context) >= len(CONTEXT)
    assert sum(one.total_compressed_size for one in context) < 2000


def test_tables_without_rows_have_their_columns(planned: Results, tmp_path: Path) -> None:
    """Nobody fought: a table of fights all the same."""
    pytest.importorskip("pyarrow")
    peace = replace(
        planned, combats=planned.combats[:0], combat_counts=np.zeros(4, np.int32), combat_units=planned.combat_units[:0]
    )
    names = [column.name for column in columns_of("combats", ("soviet", "japanese"), {})]
    for format_ in ("csv", "parquet"):
        write_rows(peace, tmp_path / format_, format_)  # type: ignore[arg-type]  # both
    assert (tmp_path / "csv" / "combats.csv").read_text() == ",".join(names) + "\n"
    assert pytest.importorskip("pyarrow.parquet").read_schema(tmp_path / "parquet" / "combats.parquet").names == names


# --- without a file -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", [name for name in ALL_TABLES if name not in ("rows", "values")])
def test_tables_in_memory_are_those_of_the_files(planned: Results, folders: dict[str, Path], table: str) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    points = ExperimentResults(single(planned.scenario, planned.commanders, "table", 1, 1), at_points(planned))
    found = arrow_table(points, table)
    written = parquet.read_table(folders["parquet"] / f"{table}.parquet")
    assert found.to_pylist() == written.to_pylist()
    assert isinstance(found, arrow.Table)
    assert found.field("point").metadata == written.field("point").metadata


def test_what_is_no_table_or_was_not_noted_is_refused(planned: Results) -> None:
    with pytest.raises(UsageError, match="the name of a table must be 'runs' or "):
        arrow_table(planned, "run")
    bare = planned.of_rows(range(planned.runs))
    with pytest.raises(UsageError, match="units have not been noted: "):
        arrow_table(bare, "units")
    with pytest.raises(UsageError, match="a table is made of the results of a batch or an experiment, not of int"):
        arrow_table(3)  # type: ignore[arg-type]  # that is the point


PAGE = (Path(__file__).parents[2] / "docs" / "experiments.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("program", re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL))
def test_the_programs_of_the_page_on_experiments_run(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(program, "docs/experiments.md", "exec"), {})
    assert capsys.readouterr().out.count("\n") >= 3
