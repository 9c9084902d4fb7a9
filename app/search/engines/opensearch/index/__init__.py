"""The index of a library on a cluster: its documents, its generations, how it is read."""
