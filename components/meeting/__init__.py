"""What a meeting sees, and what it takes away."""
