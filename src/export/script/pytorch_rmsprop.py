class PyTorchRMSprop(keras.optimizers.RMSprop):
    """RMSprop as PyTorch has it, with epsilon beside the root."""

    def update_step(self, gradient, variable, learning_rate):
        v = self._velocities[self._get_variable_index(variable)]
        self.assign(v, self.rho * v + (1 - self.rho) * gradient**2)
        self.assign_sub(variable, learning_rate * gradient / (keras.ops.sqrt(v) + self.epsilon))
