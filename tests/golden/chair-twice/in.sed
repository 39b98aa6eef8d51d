s/^    vice-chair: eb/    vice-chair: duin/
