p;d
