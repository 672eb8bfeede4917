class PyTorchSGD(keras.optimizers.SGD):
    """Momentum as PyTorch has it, which applies the present learning rate to all past steps."""

    def update_step(self, gradient, variable, learning_rate):
        m = self.momentums[self._get_variable_index(variable)]
        self.assign(m, self.momentum * m + gradient)
        step = gradient + self.momentum * m if self.nesterov else m
        self.assign_sub(variable, learning_rate * step)
