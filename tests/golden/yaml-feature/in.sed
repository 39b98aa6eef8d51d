s/^    name: Raad voor Water en Wind/    name: !stem Raad voor Water en Wind/
