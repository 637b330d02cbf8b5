"""What the staff pages share: who may write, drafts of batches, their review and saving."""
