"""Drawing: geometry, lines, names, counters, and whole pictures of the shipped scenarios, all without a display."""
