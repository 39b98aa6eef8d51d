s/^    - id: overzicht/    - kind: changes\n    - id: overzicht/
s/^  language: nl/  language: nl\n  previous: before/
