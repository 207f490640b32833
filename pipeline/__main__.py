"""`python -m pipeline` is `turning-point`."""

from pipeline.cli.main import main

raise SystemExit(main())
