class KerasSGD(torch.optim.Optimizer):
    """Momentum as Keras has it, which keeps the learning rate of each past step."""

    def __init__(self, parameters, lr, momentum, nesterov=False):
        super().__init__(parameters, {"lr": lr})
        self.momentum, self.nesterov = momentum, nesterov

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for w in group["params"]:
                m = self.state[w].setdefault("m", torch.zeros_like(w))
                m.mul_(self.momentum).sub_(group["lr"] * w.grad)
                w.add_(self.momentum * m - group["lr"] * w.grad if self.nesterov else m)
