"""The kinds of criteria, one function each: condition + application → Told, in three values."""
