"""The dossier of one formulation."""
