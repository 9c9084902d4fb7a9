"""Read and draw PDF files with PDFium: the process that does it, and nothing else of the program."""
