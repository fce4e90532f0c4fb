"""The commander `random`: every unit does something legal, or nothing. It finds faults in rules; it plans nothing."""
