"""TOML files read, and texts written as TOML, with faults that name the file."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from pipeline.core.errors import Fault


def read_toml(path: Path) -> dict[str, Any]:
    """Return the file's content; a missing file is an empty one.

    Raises:
        Fault: it is not UTF-8 or not TOML, with the line.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise Fault(f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise Fault(f"{path}: not valid TOML: {error}") from error


def toml(text: str) -> str:
    """Return the text as a TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
