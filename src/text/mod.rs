//! Words with byte spans, stems, sentences and spelling. Pure.
