"""Settings: the documentation of `config/pipeline.toml`, made from the models that check it.

`python -m pipeline.settings.reference > docs/settings.md` writes it anew; a test holds the file to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipeline.settings.models import Model, PipelineConfig


def settings() -> str:
    """Return every key of `config/pipeline.toml` with its default and meaning, as Markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# Settings\n\nEvery key of `config/pipeline.toml`; what is left out has the value shown.\n"
    for name, field in PipelineConfig.model_fields.items():
        part = field.default
        assert isinstance(part, Model)
        yield f"## [{name}]\n\n{type(part).__doc__}\n\n| key | default | meaning |\n|---|---|---|"
        for key, option in type(part).model_fields.items():
            default = json.dumps(getattr(part, key), ensure_ascii=False)
            yield f"| {key} | `{default}` | {option.description} |"
        yield ""


if __name__ == "__main__":
    print(settings(), end="")
