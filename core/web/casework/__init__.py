"""What the staff's pages of casework are made of: plain values, made from a case, its words and its council."""
