"""The quotation check: the quotations of a draft compared with the library."""
