"""The command line: arguments to calls, results to lines on the terminal."""
