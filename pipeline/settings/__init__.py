"""Everything under `config/` as checked objects."""
