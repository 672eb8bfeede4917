class KerasRMSprop(torch.optim.Optimizer):
    """RMSprop as Keras has it, with epsilon under the root."""

    def __init__(self, parameters, lr, alpha, eps):
        super().__init__(parameters, {"lr": lr})
        self.alpha, self.eps = alpha, eps

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for w in group["params"]:
                v = self.state[w].setdefault("v", torch.zeros_like(w))
                v.mul_(self.alpha).add_((1 - self.alpha) * w.grad**2)
                w.sub_(group["lr"] * w.grad / torch.sqrt(v + self.eps))
