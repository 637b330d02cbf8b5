"""The process that opens spreadsheets. It imports nothing of the board, so that it starts at once."""
