s/^    - id: overzicht/    - kind: timeline\n    - id: overzicht/
