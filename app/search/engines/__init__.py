"""The engines that answer the contract."""
