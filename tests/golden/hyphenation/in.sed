s/hyphenation: \[Waterland, wind-molen\]/hyphenation: [Waterland, wind--molen, -molen]/
