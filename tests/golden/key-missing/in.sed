/^  status: draft/d
