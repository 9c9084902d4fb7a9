"""Ids of articles and paragraphs: minted, carried over an edit, resolved for ever."""
