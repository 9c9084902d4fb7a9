"""The parts of a long text that occur in an index."""
