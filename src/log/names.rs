//! The meaning of the names of columns.

use serde::Serialize;

/// The content of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Role {
    /// A learning rate.
    Lr,
    /// A training loss.
    Loss,
    /// A loss on other rows than the training rows.
    ValidationLoss,
    /// A count of steps, iterations or batches.
    Step,
    /// A count of epochs.
    Epoch,
    /// Seconds, a date, or another measure of time.
    Time,
    /// Anything else.
    Other,
}

/// Between the name of a rate and the number of its group, as PyTorch's schedulers announce rates.
pub(super) const OF_GROUP: &str = " of group ";

const LR: [&str; 5] = ["lr", "lrs", "lrate", "learningrate", "learningrates"];
/// Words with which a name that contains a rate means something else.
const NO_LR: [&str; 8] =
    ["loss", "decay", "scale", "mult", "multiplier", "factor", "patience", "eta"];
/// Words with which a rate is a setting rather than the rate of a step.
const SETTING: [&str; 16] = [
    "min",
    "max",
    "start",
    "end",
    "initial",
    "init",
    "base",
    "final",
    "peak",
    "suggested",
    "suggestion",
    "best",
    "warmup",
    "hyperparams",
    "args",
    "tested",
];
/// The words for a loss, in order of preference.
const LOSS: [&str; 14] = [
    "loss",
    "losses",
    "xent",
    "nll",
    "ce",
    "crossentropy",
    "logloss",
    "bce",
    "mse",
    "cost",
    "objective",
    "rmse",
    "mae",
    "perplexity",
];
/// Words with which a name that contains a loss means something else.
const NO_LOSS: [&str; 15] = [
    "reader",
    "scale",
    "scaling",
    "weight",
    "weights",
    "coef",
    "grad",
    "gradient",
    "iterations",
    "best",
    "min",
    "max",
    "std",
    "time",
    "lr",
];
pub(super) const VALIDATION: [&str; 9] =
    ["val", "valid", "validation", "validate", "test", "testing", "eval", "dev", "holdout"];
/// Words for a run at the start of a name.
const TRIAL: [&str; 5] = ["trial", "trials", "run", "experiment", "config"];
const AVERAGE: [&str; 8] =
    ["avg", "average", "averaged", "mean", "smooth", "smoothed", "ema", "running"];
const TOTAL: [&str; 3] = ["total", "train", "training"];
/// The words for a score, which rises with success.
const SCORE: [&str; 13] = [
    "acc",
    "accuracy",
    "precision",
    "recall",
    "auc",
    "auroc",
    "iou",
    "dice",
    "bleu",
    "rouge",
    "score",
    "correct",
    "reward",
];
/// The words for a likelihood and its bounds, which rise with success as well, unless they are negated.
const LIKELIHOOD: [&str; 4] = ["elbo", "likelihood", "loglik", "logprob"];
/// The names of a step, in order of preference.
const STEP: [&str; 12] = [
    "step",
    "steps",
    "iteration",
    "iterations",
    "iter",
    "iters",
    "updates",
    "update",
    "batch",
    "batches",
    "it",
    "index",
];
/// Words with which a step means something else: a size, or a count down.
const NO_STEP: [&str; 3] = ["size", "remaining", "left"];
const TIME: [&str; 10] =
    ["time", "seconds", "sec", "wall", "eta", "ms", "elapsed", "date", "timestamp", "timestamps"];
/// The English words for those of other languages, with which names have a meaning: at least what a plain training loop
/// prints.
const ENGLISH: [(&str, &[&str]); 8] = [
    (
        "loss",
        &[
            "verlust",
            "perte",
            "pérdida",
            "perdida",
            "perda",
            "perdita",
            "потери",
            "Потери",
            "损失",
            "損失",
            "손실",
        ],
    ),
    ("lr", &["lernrate", "学习率", "學習率", "学習率", "학습률"]),
    ("rate", &["taux", "tasa", "taxa", "tasso"]),
    ("learning", &["apprentissage", "aprendizaje", "aprendizado", "apprendimento"]),
    ("validation", &["validierung", "验证", "検証"]),
    ("accuracy", &["genauigkeit", "exactitude", "précision", "precisión", "准确率", "精度"]),
    ("step", &["schritt", "étape", "paso", "步数"]),
    ("epoch", &["epoche", "époque", "época", "epoca", "轮次", "エポック"]),
];
/// The fewest bytes of a word that counts also within a longer one, as in `Validierungsverlust` and `训练损失`.
const MIN_JOINED: usize = 6;

/// The content of a column with this name.
pub(super) fn role(name: &str) -> Role {
    let words = words(name);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    if lr_rank(name).is_some() {
        Role::Lr
    } else if loss_rank(name).is_some() {
        if has(&VALIDATION) { Role::ValidationLoss } else { Role::Loss }
    } else if words.len() <= 2 && !has(&["num", "total", "max"]) && has(&["epoch", "epochs"]) {
        Role::Epoch
    } else if step_rank(name).is_some() {
        Role::Step
    } else if has(&TIME) {
        Role::Time
    } else {
        Role::Other
    }
}

/// The rank of a rate that is a setting.
pub(super) const SETTING_RANK: u8 = 9;

/// The rank of a name as the rate of a step, the best first; none if it is not a rate.
pub(super) fn lr_rank(name: &str) -> Option<u8> {
    let words = words(name);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let alone = words.len() == 1 && ["rate", "rates"].contains(&words[0].as_str());
    let rate = alone || has(&LR) || learning_rate(&words);
    // In `reducing learning rate of group 0 to 0.01`, the first number is that of a group.
    if !rate || has(&NO_LR) || words.last().is_some_and(|word| word == "group") {
        return None;
    }
    Some(match words.len() {
        _ if has(&SETTING) => SETTING_RANK,
        _ if words.iter().any(|word| word == "0") => 1,
        _ if words.iter().any(|word| word.parse::<u32>().is_ok_and(|group| group > 0)) => 2,
        1 => 0,
        2 if learning_rate(&words) => 0,
        _ => 1,
    })
}

/// Whether a name ends with that of a rate, such as `train lr`, that is not the limit of a schedule.
pub(super) fn ends_with_rate(name: &str) -> bool {
    let words = words(name);
    let is = |word: &String, list: &[&str]| list.contains(&word.as_str());
    let rate = words.last().is_some_and(|word| is(word, &LR))
        || learning_rate(&words[words.len().saturating_sub(2)..])
        || (words.len() == 1 && lr_rank(name).is_some());
    rate && !words.iter().any(|word| is(word, &SETTING))
}

/// The logarithms of rates that a name means, if it means logarithms at all.
pub(super) fn named_logarithms(name: &str) -> Option<NamedLogarithms> {
    let words = words(name);
    let outer = [words.first(), words.last()];
    let has = |base: &str| outer.iter().flatten().any(|word| *word == base);
    if lr_rank(name).is_none() {
        None
    } else if words.iter().any(|word| word == "log10") {
        Some(NamedLogarithms::Log10)
    } else if has("ln") {
        Some(NamedLogarithms::Ln)
    } else {
        has("log").then_some(NamedLogarithms::Log)
    }
}

/// Logarithms by their name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NamedLogarithms {
    /// To base 10.
    Log10,
    /// Natural ones.
    Ln,
    /// To an unknown base.
    Log,
}

/// The rank of a name as the training loss, the best first; none if it is not a loss.
pub(super) fn loss_rank(name: &str) -> Option<u8> {
    let words = words(name);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let kind = LOSS.iter().position(|loss| words.iter().any(|word| word == loss));
    let kind = kind.or_else(|| {
        // `lossvalue`, `trainloss`, `cross entropy`.
        let joined = words.iter().any(|word| word.ends_with("loss") || word.starts_with("loss"));
        let entropy = words.windows(2).any(|pair| pair[0] == "cross" && pair[1] == "entropy");
        let likelihood = has_likelihood(&words) && is_negated(name, &words);
        match () {
            () if joined => Some(1),
            () if entropy => Some(2),
            () => likelihood.then_some(3),
        }
    })?;
    if has(&NO_LOSS) {
        return None;
    }
    // The sum is preferred to the parts of a loss, and a plain loss to a loss of some kind.
    let says_nothing =
        |word: &str| STEP.contains(&word) || TOTAL.contains(&word) || LOSS.contains(&word);
    let part = !words.iter().all(|word| says_nothing(word));
    let rank = 10 * u8::try_from(kind).unwrap_or(9).saturating_sub(1)
        + if part { 5 } else { 0 }
        + if words.len() > 1 { 1 } else { 0 }
        + if has(&AVERAGE) { 3 } else { 0 }
        + if has(&["epoch"]) { 2 } else { 0 };
    Some(if has(&VALIDATION) { rank + 100 } else { rank })
}

/// Whether the name of a loss says that it is averaged.
pub(super) fn is_averaged(name: &str) -> bool {
    words(name).iter().any(|word| AVERAGE.contains(&word.as_str()))
}

/// Whether a name means a score, which rises with success.
pub(super) fn is_score(name: &str) -> bool {
    let words = words(name);
    let is = |word: &String| SCORE.iter().any(|score| word.ends_with(score));
    // `mIoU` as well.
    let joined = is(&words.concat());
    let numbered = words.windows(2).any(|pair| {
        ["top", "f", "r"].contains(&pair[0].as_str()) && pair[1].parse::<u32>().is_ok()
    });
    let is_error = words.iter().any(|word| ["error", "err"].contains(&word.as_str()));
    let likely = has_likelihood(&words) && !is_negated(name, &words);
    (numbered || joined || likely || words.iter().any(is)) && !is_error
}

fn has_likelihood(words: &[String]) -> bool {
    let is = |word: &str| LIKELIHOOD.iter().any(|likelihood| word.ends_with(likelihood));
    is(&words.concat()) || words.iter().any(|word| is(word))
}

/// Whether a name has a minus, as `-elbo`, `neg_elbo` and `nelbo`.
fn is_negated(name: &str, words: &[String]) -> bool {
    let negates = |word: &String| word.starts_with("neg") || word == "minus" || word == "nelbo";
    name.starts_with('-') || words.iter().any(negates)
}

/// Whether a loss is on other data than the training data.
pub(super) fn is_validation(name: &str) -> bool {
    words(name).iter().any(|word| VALIDATION.contains(&word.as_str()))
}

/// Whether a name means the training data.
pub(super) fn is_training(name: &str) -> bool {
    words(name).iter().any(|word| ["train", "training"].contains(&word.as_str()))
}

/// Whether a column counts runs, one per row.
pub(super) fn is_trial(name: &str) -> bool {
    words(name).first().is_some_and(|word| TRIAL.contains(&word.as_str()))
}

/// Whether a column counts the runs with the same settings by their seeds, or all runs of a search, as Optuna does.
pub(super) fn is_repetition(name: &str) -> bool {
    let words = words(name);
    words.iter().any(|word| ["seed", "seeds"].contains(&word.as_str()))
        || (words.len() == 1 && words[0] == "number")
}

/// Whether a loss is that at the end of a run.
pub(super) fn is_final(name: &str) -> bool {
    words(name).iter().any(|word| word == "final")
}

/// The rank of a name as the count of steps, the best first; epochs are last.
pub(super) fn step_rank(name: &str) -> Option<usize> {
    let words = words(name);
    // A loss or a rate of a step is no count.
    let measured = loss_rank(name).is_some() || lr_rank(name).is_some() || is_score(name);
    let other = |word: &String| TIME.contains(&word.as_str()) || NO_STEP.contains(&word.as_str());
    if measured || words.len() > 2 || words.iter().any(other) {
        return None;
    }
    let place = |word: &String| STEP.iter().position(|step| step == word);
    let epoch = || words.iter().any(|word| word.starts_with("epoch")).then_some(STEP.len());
    words.iter().find_map(place).or_else(epoch)
}

fn learning_rate(words: &[String]) -> bool {
    words.windows(2).any(|pair| match pair[0].as_str() {
        "learning" => pair[1].starts_with("rate"),
        // `taux d'apprentissage`.
        "rate" => pair[1] == "learning",
        _ => false,
    })
}

/// The words of a name, in lower case: `train/boxLoss_0` is train, box, loss, 0. Behind those of other languages stand the
/// English ones: `Lernrate` is lernrate, lr.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = ' ';
    for c in name.chars() {
        // `log10` is one word, `lr0` are two.
        let log10 = c.is_ascii_digit() && words.last().is_some_and(|word| word == "log");
        let digits = c.is_ascii_digit() != last.is_ascii_digit() && !log10;
        let begins =
            !is_part(last) || digits || (c.is_ascii_uppercase() && last.is_ascii_lowercase());
        if is_part(c) {
            if begins || words.is_empty() {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.push(c.to_ascii_lowercase());
            }
        }
        last = c;
    }
    // `INFO:root:step`, as Python logs it.
    if words.len() > 2 && words[0] == "info" {
        words.drain(..2);
    }
    let means = |foreign: &&str| {
        let joined = |word: &str| {
            foreign.len() >= MIN_JOINED && (word.starts_with(foreign) || word.ends_with(foreign))
        };
        words.iter().any(|word| word == foreign || joined(word))
    };
    let english = ENGLISH.iter().filter(|(_, foreign)| foreign.iter().any(means));
    let english: Vec<String> = english.map(|(word, _)| (*word).to_owned()).collect();
    words.extend(english);
    words
}

/// Whether a character counts as a letter of a name: any outside of ASCII, except signs of multiplication.
pub(super) fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii() && !['×', '·'].contains(&c)
}

/// Whether a character is a part of a word or a number.
pub(super) fn is_part(c: char) -> bool {
    is_letter(c) || c.is_ascii_digit()
}
