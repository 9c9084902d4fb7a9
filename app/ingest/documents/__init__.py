"""Readers of sources whose marks say what their parts are: Markdown, HTML, DOCX, EPUB."""
