"""M/M/1 at load 0.8 as SimPy processes (Debian's python3-simpy3): customers a second of CPU, as JSON."""
import json
import random
import sys
import time

import simpy

LOAD = 0.8
customers = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
waits = []


def customer(env, server):
    arrived = env.now
    with server.request() as turn:
        yield turn
        waits.append(env.now - arrived)
        yield env.timeout(random.expovariate(1))


def source(env, server):
    for _ in range(customers):
        yield env.timeout(random.expovariate(LOAD))
        env.process(customer(env, server))


best = float('inf')
for _ in range(2):
    waits.clear()
    random.seed(1)
    env = simpy.Environment()
    env.process(source(env, simpy.Resource(env)))
    start = time.process_time()
    env.run()
    best = min(best, time.process_time() - start)
print(json.dumps({'simpy_per_s': round(customers / best), 'mean_wait': sum(waits) / len(waits)}))
