"""pydantic's errors in plain words, with the file, the line, the key and the name of the entry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.core.errors import nearest
from pipeline.core.toml import at
from pipeline.settings.models import Contradiction, Model

IN_PLAIN_WORDS = {
    "missing": "is missing; write it",
    "tuple_type": "is no list; write it as in ['this', 'that']",
    "too_short": "has {actual_length}; write {min_length} or more",
    "string_too_short": "is empty; write it",
    "string_pattern_mismatch": "is no id; write small letters and digits, joined by hyphens",
    "string_type": "is no text; write it in quotes",
    "bool_type": "is neither true nor false; write one of these, without quotes",
    "bool_parsing": "is neither true nor false; write one of these, without quotes",
    "int_type": "is no whole number; write one, without quotes",
    "int_parsing": "is no whole number; write one, without quotes",
    "int_from_float": "is no whole number; write one",
    "int_parsing_size": "is too large a number; write a smaller one",
    "float_type": "is no number; write one, without quotes",
    "float_parsing": "is no number; write one, without quotes",
    "finite_number": "is no number that can be reckoned with; write another",
    "greater_than": "has to be more than {gt:g}; write such a number",
    "greater_than_equal": "has to be {ge:g} or more; write such a number",
    "less_than": "has to be less than {lt:g}; write such a number",
    "less_than_equal": "has to be {le:g} or less; write such a number",
    "literal_error": "is none of the values that it can have; write {expected}",
    "dict_type": "is no table; write lines name = value under it",
    "model_type": "is no table; write lines name = value under it",
    "model_attributes_type": "is no table; write lines name = value under it",
    "date_type": "is no day; write it as in 2021-02-28, without quotes",
    "date_parsing": "is no day in the calendar; write it as in 2021-02-28, without quotes",
    "date_from_datetime_parsing": "is no day in the calendar; write it as in 2021-02-28, without quotes",
    "date_from_datetime_inexact": "is a day with an hour; write the day alone, as in 2021-02-28",
}
"""What some of pydantic's types of errors mean to the person who wrote the file."""


def explain(path: Path, model: type[Model], data: Any, detail: Any) -> Iterator[str]:
    """Yield one of pydantic's errors in plain words; one that a whole file's check found may be several."""
    error = detail.get("ctx", {}).get("error")
    faults = error.faults if isinstance(error, Contradiction) else [((), "")]
    for steps, said in faults:
        steps = (*detail["loc"], *steps)
        where = ": ".join(filter(None, (at(path, *steps), _place(data, steps))))
        yield f"{where}: {said or _in_plain_words(model, detail)}"


def _in_plain_words(model: type[Model], detail: Any) -> str:
    if detail["type"] == "extra_forbidden":
        known = _fields_at(model, detail["loc"][:-1])
        close = nearest(str(detail["loc"][-1]), known)
        return f"unknown key{close}; known: {', '.join(known)}; mend or remove it"
    if detail["type"] in IN_PLAIN_WORDS:
        return str(IN_PLAIN_WORDS[detail["type"]].format(**detail.get("ctx", {})))
    return str(detail["msg"].removeprefix("Value error, "))


def _place(data: Any, loc: tuple[Any, ...]) -> str:
    """Return where in the data a fault is: keys, and in lists the number and what its entry is called."""
    said = []
    for step in loc:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):  # what is missing has no place
            data = None
        said.append(f"{step + 1}{_called(data)}" if isinstance(step, int) else step)
    return ".".join(said)


def _called(entry: Any) -> str:
    names = (
        [entry[key] for key in ("label", "name", "title") if key in entry] if isinstance(entry, dict) else []
    )
    return f" ('{names[0]}')" if names else ""


def _fields_at(model: type[Model], loc: tuple[Any, ...]) -> list[str]:
    """Return the known keys of the part of `model` that `loc` leads to."""
    here: Any = model
    for step in loc:
        if isinstance(step, int):
            continue
        here = here.model_fields[step].annotation
        if getattr(here, "__origin__", None) in (tuple, list):
            here = here.__args__[0]
    return sorted(here.model_fields)
