"""Offsets and segmentation: from one string to tokens, paragraphs, quotes and sentences."""

from .segment import Segmenter, paragraphs, quoted, segment, split_sentences, tokenize

__all__ = ["Segmenter", "paragraphs", "quoted", "segment", "split_sentences", "tokenize"]
