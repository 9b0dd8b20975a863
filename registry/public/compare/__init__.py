"""Up to six organisations side by side: asked, read, worded, laid out."""
