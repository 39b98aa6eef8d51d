s/^    - id: overzicht/    - kind: changes\n    - id: overzicht/
