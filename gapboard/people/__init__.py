"""Who someone is and may do (`rights`), batches that wait for a second pair of eyes (`review`), and above both the one
way in which anything is written (`Writer`) and decided (`Reviewer`)."""
