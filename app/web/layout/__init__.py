"""What all pages share: layout, elements, highlights, templates."""
