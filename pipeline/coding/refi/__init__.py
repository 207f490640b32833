"""Codebooks and projects for NVivo, MAXQDA, ATLAS.ti and QualCoder, by the REFI-QDA standard 1.5."""
