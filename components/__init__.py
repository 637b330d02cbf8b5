"""What the pages share: pieces that draw what they are given."""
