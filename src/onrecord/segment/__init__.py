"""Cutting a text: words, sentences, paragraphs, quotations. Nothing here moves an offset."""
