#!/usr/bin/env python3
"""A bidirectional LSTM in PyTorch, to measure Elman's against on the same core; one thread.

    python3 pytorch_layer.py

prints a JSON object a line, with the median milliseconds of the processor for each work: `forward`; `both`, forward and
backward over packed sequences, as in training; and `int8`, forward with dynamic quantisation.

    python3 pytorch_layer.py --serve

measures what it is asked for: a request is a line such as

    both 32 200 25 0.5

with work, batch, units a direction (and inputs), steps, and the seconds to spend. The first line that
it prints tells the version.
"""
import json
import statistics
import sys
import time
import warnings

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence


def forward(layer, values, lengths):
    with torch.inference_mode():
        layer(values)


def both(layer, values, lengths):
    layer.zero_grad()
    values.grad = None
    layer(pack_padded_sequence(values, lengths))[0].data.sum().backward()


def prepared(work, batch, hidden, steps):
    """A call without arguments that does the work once."""
    layer = nn.LSTM(hidden, hidden, bidirectional=True)
    values = torch.rand(steps, batch, hidden) - 0.5
    lengths = torch.full((batch,), steps)
    if work == "both":
        values.requires_grad_()
        return lambda: both(layer, values, lengths)
    layer.eval()
    if work == "int8":
        with warnings.catch_warnings():
            # It is to be removed one day in favour of another package.
            warnings.simplefilter("ignore")
            layer = torch.ao.quantization.quantize_dynamic(layer, {nn.LSTM}, dtype=torch.qint8)
    return lambda: forward(layer, values, lengths)


calls = {}


def measure(work, batch, hidden, steps, seconds):
    """The median milliseconds, over at least five calls after one that does not count."""
    key = (work, batch, hidden, steps)
    if key not in calls:
        calls[key] = prepared(*key)
        calls[key]()
    times = []
    start = time.process_time()
    while len(times) < 5 or time.process_time() - start < seconds:
        before = time.process_time()
        calls[key]()
        times.append(time.process_time() - before)
    return {
        "work": work,
        "batch": batch,
        "hidden": hidden,
        "steps": steps,
        "milliseconds": round(statistics.median(times) * 1e3, 4),
    }


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    print(json.dumps({"version": torch.__version__}), flush=True)
    if sys.argv[1:] == ["--serve"]:
        for line in sys.stdin:
            work, batch, hidden, steps, seconds = line.split()
            result = measure(work, int(batch), int(hidden), int(steps), float(seconds))
            print(json.dumps(result), flush=True)
        return
    for hidden in [200, 400]:
        for batch in [1, 8, 32, 64]:
            for work in ["forward", "both", "int8"]:
                print(json.dumps(measure(work, batch, hidden, 25, 1)), flush=True)


if __name__ == "__main__":
    main()
