s/^  - id: stil-weer/  - id: hoog-water/
