"""Discord channels as other programs write them; `chat` knows them."""
