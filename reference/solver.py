"""The Solver trains a model: it draws small batches, updates the parameters, and keeps the best ones."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import optim

Array = NDArray[Any]


class Solver:
    """Training of one model on one data set.

    A model has `params`, a dictionary of arrays, and `loss(X, y)`, which returns the scores when y is left
    out, and otherwise the loss and a dictionary of gradients with the keys of params.

        solver = Solver(model, data, update_rule="adam", optim_config={"learning_rate": 1e-3}, num_epochs=5)
        solver.train()

    Afterwards `loss_history` holds the loss of every iteration, `train_acc_history` and `val_acc_history` the
    accuracies (0 to 1) after the first iteration and after each epoch, and `best_params` the parameters that
    did best on the validation set; the model has them too.

    Batches are drawn by numpy's global generator: np.random.seed(...) before makes a training repeatable.
    """

    def __init__(
        self,
        model: Any,
        data: dict[str, Array],
        *,
        update_rule: str = "sgd",
        optim_config: dict[str, Any] | None = None,
        lr_decay: float = 1.0,
        batch_size: int = 100,
        num_epochs: int = 10,
        num_train_samples: int | None = 1000,
        num_val_samples: int | None = None,
        print_every: int = 10,
        verbose: bool = True,
    ) -> None:
        """Prepare a training; train() runs it.

        Args:
            model: what is trained.
            data: "X_train" (N, d1, ..., dk), "y_train" (N,), and in the same way "X_val", "y_val".
            update_rule: the name of a function in optim.py.
            optim_config: settings of the update rule, such as "learning_rate".
            lr_decay: the learning rate is multiplied by this after each epoch.
            batch_size: samples in a batch.
            num_epochs: how many times the number of training samples is gone through.
            num_train_samples: how many training samples to measure the accuracy on; None: all of them.
            num_val_samples: the same for the validation set.
            print_every: iterations between two printed losses.
            verbose: print at all.

        Raises:
            ValueError: optim.py has no function of that name.
        """
        if not hasattr(optim, update_rule):
            raise ValueError(f"update_rule is {update_rule!r}. Use the name of a function in optim.py.")
        self.model = model
        self.X_train, self.y_train = data["X_train"], data["y_train"]
        self.X_val, self.y_val = data["X_val"], data["y_val"]
        self.update_rule = update_rule
        self.lr_decay = lr_decay
        self.batch_size = batch_size
        self.num_epochs = num_epochs
        self.num_train_samples = num_train_samples
        self.num_val_samples = num_val_samples
        self.print_every = print_every
        self.verbose = verbose

        self.epoch = 0
        self.best_val_acc = -1.0  # below any accuracy
        self.best_params: dict[str, Array] = dict(model.params)
        self.loss_history: list[float] = []
        self.train_acc_history: list[float] = []
        self.val_acc_history: list[float] = []
        self.optim_configs = {name: dict(optim_config or {}) for name in model.params}

    def train(self) -> None:
        """Run all epochs, then give the model the best parameters seen."""
        iterations_per_epoch = max(len(self.X_train) // self.batch_size, 1)
        num_iterations = self.num_epochs * iterations_per_epoch
        for t in range(1, num_iterations + 1):
            self._step()
            if t % self.print_every == 0:
                self._print(f"(iteration {t} of {num_iterations}) loss: {self.loss_history[-1]:f}")
            if t % iterations_per_epoch == 0:
                self._end_epoch()
            if t == 1 or t % iterations_per_epoch == 0:
                self._measure()
        self.model.params = self.best_params

    def check_accuracy(self, X: Array, y: Array, num_samples: int | None = None, batch_size: int = 100) -> float:
        """Share of samples that the model classifies rightly.

        Args:
            X: samples, (N, d1, ..., dk).
            y: their classes, (N,).
            num_samples: look at this many, drawn at random, when there are more; None: at all.
            batch_size: samples classified at a time, to save memory.

        Returns:
            A number from 0 to 1.
        """
        if num_samples is not None and num_samples < len(X):
            drawn = np.random.choice(len(X), num_samples, replace=False)  # noqa: NPY002
            X, y = X[drawn], y[drawn]
        batches = [X[i : i + batch_size] for i in range(0, len(X), batch_size)]
        predicted = np.concatenate([np.argmax(self.model.loss(batch), axis=1) for batch in batches])
        return float(np.mean(predicted == y))

    def _step(self) -> None:
        """Draw one batch and update every parameter by its gradient."""
        drawn = np.random.choice(len(self.X_train), self.batch_size)  # noqa: NPY002
        loss, grads = self.model.loss(self.X_train[drawn], self.y_train[drawn])
        self.loss_history.append(loss)
        update = getattr(optim, self.update_rule)
        for name, w in self.model.params.items():
            next_w, next_config = update(w, grads[name], self.optim_configs[name])
            self.model.params[name] = next_w
            self.optim_configs[name] = next_config

    def _end_epoch(self) -> None:
        """Count the epoch and let the learning rates decay."""
        self.epoch += 1
        for config in self.optim_configs.values():
            config["learning_rate"] *= self.lr_decay

    def _measure(self) -> None:
        """Note both accuracies, and keep the parameters when they are the best so far."""
        train_acc = self.check_accuracy(self.X_train, self.y_train, self.num_train_samples)
        val_acc = self.check_accuracy(self.X_val, self.y_val, self.num_val_samples)
        self.train_acc_history.append(train_acc)
        self.val_acc_history.append(val_acc)
        self._print(f"(epoch {self.epoch} of {self.num_epochs}) train acc: {train_acc:f}; val acc: {val_acc:f}")
        if val_acc > self.best_val_acc:
            self.best_val_acc = val_acc
            self.best_params = {name: value.copy() for name, value in self.model.params.items()}

    def _print(self, line: str) -> None:
        """Print the line, unless asked to be quiet."""
        if self.verbose:
            print(line)
