"""What a stage depends on that is neither a table nor a setting; a module each, named in `run.stages`.

Each has `checksums(run)`, {what it is, for people: checksum}, by which the runner tells whether it changed,
and `value(run, stage)`, what the stage receives.
"""
