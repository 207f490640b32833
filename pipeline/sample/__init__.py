"""Invented notes of any number, and the truth that was planted in them: to measure and to try things on."""
