//! Text of articles and notes made harmless inside Markdown.
