s/^        alt: .*/        decorative: true/
