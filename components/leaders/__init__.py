"""What the pages for leaders draw."""
