# A learning-rate range test of your own model, over the rates of #v=2
# It writes range.json, which Rangefinder reads ("Your training log").
START_LR, END_LR, STEPS = 1e-5, 1, 200

import itertools
import json

history = {'lr': [], 'loss': []}
batches = itertools.chain.from_iterable(itertools.repeat(loader))
for step, (inputs, targets) in zip(range(STEPS), batches):
    lr = START_LR * (END_LR / START_LR) ** (step / (STEPS - 1))
    for group in optimizer.param_groups:
        group['lr'] = lr
    optimizer.zero_grad()
    loss = criterion(model(inputs), targets)
    loss.backward()
    optimizer.step()
    history['lr'].append(lr)
    history['loss'].append(loss.item())
with open('range.json', 'w') as file:
    json.dump(history, file)
