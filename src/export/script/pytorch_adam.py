class PyTorchAdam(keras.optimizers.Adam):
    """Adam and AdamW as PyTorch has them: epsilon is added to the corrected root."""

    def update_step(self, gradient, variable, learning_rate):
        index = self._get_variable_index(variable)
        m, v = self._momentums[index], self._velocities[index]
        updates = keras.ops.cast(self.iterations + 1, "float32")
        correction_1 = 1 - keras.ops.exp(updates * math.log(self.beta_1))
        correction_2 = 1 - keras.ops.exp(updates * math.log(self.beta_2))
        self.assign(m, self.beta_1 * m + (1 - self.beta_1) * gradient)
        self.assign(v, self.beta_2 * v + (1 - self.beta_2) * gradient**2)
        root = keras.ops.sqrt(v) / keras.ops.sqrt(correction_2)
        self.assign_sub(variable, learning_rate / correction_1 * m / (root + self.epsilon))
