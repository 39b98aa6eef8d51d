s/^    chair: duin/    chair: minister-water/
