"""PDF pages: read and drawn by PDFium in a process of its own, put in reading order by their geometry."""
