s/^    - person: eb/    - person: duin/
