"""EQ-Bench 3 (Paech 2025): 45 role-plays, drafts and analyses, judged by a model; as the harness at 3c21bcc does it."""
