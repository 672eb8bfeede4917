//! PyTorch, and the frameworks that use its optimizers and schedulers: Lightning and the Hugging Face Trainer.

use super::course::{Course, Heights};
use super::formula;
use super::optimizer::Library;
use super::plan::Plan;
use crate::number::write;

/// The statements that create `optimizer` and, unless the rate is constant, `scheduler`.
pub(super) struct Parts {
    pub(super) imports: String,
    pub(super) functions: String,
    pub(super) optimizer: String,
    pub(super) scheduler: Option<String>,
}

/// The parts for a model whose parameters are `parameters`.
pub(super) fn parts(plan: &Plan, parameters: &str) -> Parts {
    let (class, arguments) = Library::Torch.optimizer(plan.experiment);
    let lr = write(plan.course.lr());
    let arguments = [vec![parameters.to_owned(), format!("lr={lr}")], arguments].concat();
    let optimizer = format!("optimizer = {class}({})", arguments.join(", "));
    let scheduler = scheduler(plan);
    let own = scheduler.is_none() && !plan.is_constant();
    let (imports, functions, scheduler) = if own {
        let body: String = formula::body(&plan.course, "np", plan.total_steps)
            .iter()
            .map(|line| format!("    {line}\n"))
            .collect();
        let functions = format!("\n\ndef learning_rate(step):\n{body}\n\n");
        let factor = format!(
            "scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: float(learning_rate(step)) / {lr})"
        );
        ("import math\n\nimport numpy as np\nimport torch\n", functions, Some(factor))
    } else {
        ("import torch\n", String::new(), scheduler.map(|call| format!("scheduler = {call}")))
    };
    Parts { imports: imports.to_owned(), functions, optimizer, scheduler }
}

/// PyTorch.
pub(super) fn code(plan: &Plan) -> String {
    let Parts { imports, functions, optimizer, scheduler } = parts(plan, "model.parameters()");
    let (scheduler, step) = match scheduler {
        Some(scheduler) => {
            (format!("{scheduler}\n"), "        scheduler.step()  # after every batch\n")
        }
        None => (String::new(), ""),
    };
    let gap = if functions.is_empty() { "\n" } else { "" };
    format!(
        "{imports}{functions}{gap}{optimizer}\n{scheduler}
for epoch in range({}):
    for inputs, targets in loader:  # {} rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
{step}",
        plan.epochs(),
        plan.batch_size
    )
}

/// Lightning.
pub(super) fn lightning(plan: &Plan) -> String {
    let Parts { imports, functions, optimizer, scheduler } = parts(plan, "self.parameters()");
    let made = match scheduler {
        None => "    return optimizer\n".to_owned(),
        Some(scheduler) => format!(
            "    {scheduler}
    return {{\"optimizer\": optimizer, \"lr_scheduler\": {{\"scheduler\": scheduler, \"interval\": \"step\"}}}}\n"
        ),
    };
    let gap = if functions.is_empty() { "\n\n" } else { "\n" };
    format!(
        "import lightning as L\n{imports}{functions}{gap}# A method of your LightningModule.
def configure_optimizers(self):
    {optimizer}
{made}

trainer = L.Trainer(max_epochs={}, max_steps={})
trainer.fit(model, loader)  # {} rows per batch
",
        plan.epochs(),
        plan.total_steps,
        plan.batch_size
    )
}

/// The Hugging Face Trainer. It uses PyTorch's schedulers, clips gradients by default, and has its own default schedule.
pub(super) fn transformers(plan: &Plan) -> String {
    let Parts { imports, functions, optimizer, scheduler } = parts(plan, "model.parameters()");
    let constant = if plan.is_constant() { ", get_constant_schedule" } else { "" };
    let scheduler =
        scheduler.unwrap_or_else(|| "scheduler = get_constant_schedule(optimizer)".to_owned());
    let gap = if functions.is_empty() { "\n" } else { "" };
    format!(
        "{imports}from transformers import Trainer, TrainingArguments{constant}
{functions}{gap}{optimizer}
{scheduler}
arguments = TrainingArguments(
    \"output\",
    max_steps={},
    per_device_train_batch_size={},
    max_grad_norm=0,  # the range test clips no gradients
)
# By name the Trainer has neither all optimizers nor cyclical schedules, so it is given PyTorch's.
trainer = Trainer(model, arguments, train_dataset=data, optimizers=(optimizer, scheduler))
trainer.train()
",
        plan.total_steps, plan.batch_size
    )
}

/// The call of PyTorch's own scheduler, if it has this one.
fn scheduler(plan: &Plan) -> Option<String> {
    let n = write;
    let (name, arguments) = match plan.course {
        Course::Cycle { base_lr, max_lr, step_size, heights } => {
            let mode = match heights {
                Heights::Equal => "mode=\"triangular\"".to_owned(),
                Heights::Halved => "mode=\"triangular2\"".to_owned(),
                Heights::Gamma(gamma) => format!("mode=\"exp_range\", gamma={}", n(gamma)),
            };
            let (base, top, half) = (n(base_lr), n(max_lr), n(step_size));
            let arguments = format!(
                "base_lr={base}, max_lr={top}, step_size_up={half}, {mode}, cycle_momentum=False"
            );
            ("CyclicLR", arguments)
        }
        // Where the rate does not rise, PyTorch may divide by zero; after the last step it raises an error.
        Course::OneCycle { total_steps, pct_start, .. }
            if pct_start * total_steps <= 1.0 || !plan.is_whole() =>
        {
            return None;
        }
        Course::OneCycle { max_lr, total_steps, pct_start, div_factor, final_div_factor } => {
            let (top, steps, part) = (n(max_lr), n(total_steps), n(pct_start));
            let factors =
                format!("div_factor={}, final_div_factor={}", n(div_factor), n(final_div_factor));
            (
                "OneCycleLR",
                format!(
                    "max_lr={top}, total_steps={steps}, pct_start={part}, {factors}, cycle_momentum=False"
                ),
            )
        }
        Course::Step { step_size, gamma, .. } => {
            ("StepLR", format!("step_size={}, gamma={}", n(step_size), n(gamma)))
        }
        Course::Exponential { decay_steps, decay_rate, .. } => {
            ("ExponentialLR", format!("gamma={} ** (1 / {})", n(decay_rate), n(decay_steps)))
        }
        Course::Polynomial { alpha: 0.0, decay_steps, power, .. } => {
            ("PolynomialLR", format!("total_iters={}, power={}", n(decay_steps), n(power)))
        }
        Course::Cosine { initial_lr, decay_steps, alpha } => (
            "CosineAnnealingLR",
            format!("T_max={}, eta_min={}", n(decay_steps), n(alpha * initial_lr)),
        ),
        Course::Restarts { initial_lr, first_decay_steps, t_mul, m_mul: 1.0, alpha }
            if t_mul.fract() == 0.0 =>
        {
            let (first, factor, low) = (n(first_decay_steps), n(t_mul), n(alpha * initial_lr));
            ("CosineAnnealingWarmRestarts", format!("T_0={first}, T_mult={factor}, eta_min={low}"))
        }
        Course::Warmup { warmup_lr, warmup_steps, initial_lr, decay_steps, alpha } => {
            let of = "torch.optim.lr_scheduler.";
            let (low, top, warm) = (n(warmup_lr), n(initial_lr), n(warmup_steps));
            let rise =
                format!("{of}LinearLR(optimizer, start_factor={low} / {top}, total_iters={warm})");
            let (steps, end) = (n(decay_steps), n(alpha * initial_lr));
            let fall = format!("{of}CosineAnnealingLR(optimizer, T_max={steps}, eta_min={end})");
            ("SequentialLR", format!("[{rise}, {fall}], milestones=[{warm}]"))
        }
        _ => return None,
    };
    Some(format!("torch.optim.lr_scheduler.{name}(optimizer, {arguments})"))
}
