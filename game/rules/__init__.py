"""The rulebook as functions, one module a chapter; README.md leads from each rule to its function, test and source.

Rules answer questions about a World and a State and work out what happens; `effects` alone writes the State. All of it
compiles as one program and runs as plain Python just as well. Names, texts and Python objects are the engine's.
"""
