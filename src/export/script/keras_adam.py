class KerasAdam(torch.optim.Optimizer):
    """Adam and AdamW as Keras has them: epsilon is added to a root that is not corrected."""

    def __init__(self, parameters, lr, betas, eps, weight_decay=0):
        super().__init__(parameters, {"lr": lr})
        self.betas, self.eps, self.weight_decay, self.updates = betas, eps, weight_decay, 0

    @torch.no_grad()
    def step(self):
        self.updates += 1
        beta_1, beta_2 = self.betas
        correction = math.sqrt(1 - beta_2**self.updates) / (1 - beta_1**self.updates)
        for group in self.param_groups:
            for w in group["params"]:
                m = self.state[w].setdefault("m", torch.zeros_like(w))
                v = self.state[w].setdefault("v", torch.zeros_like(w))
                w.sub_(w * (group["lr"] * self.weight_decay))
                m.mul_(beta_1).add_((1 - beta_1) * w.grad)
                v.mul_(beta_2).add_((1 - beta_2) * w.grad**2)
                w.sub_(group["lr"] * correction * m / (torch.sqrt(v) + self.eps))
