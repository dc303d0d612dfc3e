"""Speed and memory against what a user would run instead: one command each, side by side in one run.

Every command prints a table and, as its last line, the same as JSON. Figures are ratios of neighbours in time: an
absolute time on a shared machine says little. ``--gpu`` runs the same on a GPU and says so where there is none.
"""
