"""The parts that all pages share: layout, elements, labels, highlights, templates."""
