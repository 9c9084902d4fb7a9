"""The implementations of the contract, and the choice among them."""
