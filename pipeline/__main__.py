"""`python -m pipeline` is `turning-point`."""

from pipeline.cli import main

raise SystemExit(main())
