s/Hoog water in de lage landen/Hoog water 水 in de lage landen/
