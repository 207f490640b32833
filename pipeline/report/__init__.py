"""Stage 8, report: tables and charts to one page, and the tables beside it."""
