"""Stage 7, charts: tables to drawings; a module a chart."""
