s/(lang:en)/(lang:e_n)/
