"""The local app: pages over the same queries as the commands, on 127.0.0.1 and nowhere else."""
