"""The pages of sign-up."""
