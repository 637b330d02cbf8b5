"""What every room may use: words, faults, the report of deeds, folders and files. It knows no other room."""
