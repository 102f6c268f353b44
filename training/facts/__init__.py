"""What aligns reported facts: invented parallel reports, and the weights learned from them."""
