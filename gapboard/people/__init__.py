"""Who someone is and may do (`rights`), and batches that wait for a second pair of eyes (`review`)."""
