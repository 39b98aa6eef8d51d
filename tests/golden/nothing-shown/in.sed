s/^          status: priority/          status: dropped/
