"""Keys, signatures, checkpoints, and the verifier that stands alone."""
