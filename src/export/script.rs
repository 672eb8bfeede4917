//! Complete programs in Python: one that repeats the range test of an experiment in another framework, and one that
//! runs a range test on the user's own model.

use super::framework::Framework;
use super::layout::wrap;
use super::optimizer::Library;
use super::quote;
use crate::choice::Named;
use crate::convention::{Convention, LEAKY_SLOPE};
use crate::curve::Measure;
use crate::data::{Builtin, DataShape, Scaler};
use crate::experiment::{Experiment, Settings};
use crate::fingerprint::VERSION;
use crate::network::{Activation, Output};
use crate::number::write;
use crate::optimizer::Rule;
use crate::sentence::snippets::{NUMBERS, SNIPPETS, Snippet};

/// The input of a script that repeats a run.
#[derive(Clone, Copy, Debug)]
pub struct Redo<'a> {
    /// The experiment.
    pub experiment: &'a Experiment,
    /// The shape of its data.
    pub shape: &'a DataShape,
    /// The recommended rate, up to which the losses are compared.
    pub answer: Option<f64>,
    /// The address of the experiment, for a comment.
    pub source: &'a str,
    /// The name of the user's own file, if the data are from one.
    pub file: Option<&'a str>,
}

/// The experiment whose run a script repeats: it records the losses of mini-batches, which both programs have.
pub fn recorded(experiment: &Experiment, shape: &DataShape) -> Experiment {
    let settings: &Settings = experiment;
    Experiment::check(&Settings { measure: Measure::Batch, ..settings.clone() }, shape).0
}

/// Whether there is a program that repeats runs in a framework.
pub fn has_redo(framework: Framework) -> bool {
    template(framework).is_some()
}

/// Whether there is a program that tests the user's own model in a framework.
pub fn has_own(framework: Framework) -> bool {
    snippet(framework).is_some()
}

/// Whether the program that repeats a run on these data reads them from a file, and not from scikit-learn.
pub fn reads_file(shape: &DataShape) -> bool {
    of_scikit_learn(shape).is_none()
}

/// The program that repeats a run, if there is one: see [`has_redo`].
pub fn redo(run: &Redo, framework: Framework) -> Option<String> {
    let (template, library) = template(framework)?;
    let Redo { experiment, source, .. } = *run;
    let experiment = recorded(experiment, run.shape);
    let (class, arguments) = library.optimizer(&experiment);
    let own = own_rule(library, &experiment);
    let class = own.map_or(class, |rule| rule.class);
    let lr =
        if library == Library::Torch { "network.parameters(), lr=lr" } else { "learning_rate=lr" };
    let arguments = [vec![lr.to_owned()], arguments].concat().join(", ");
    let optimizer = format!("    return {class}({arguments})");
    let parts = [
        ("__SOURCE__", quote::python(source)),
        ("__LINK__", quote::python(&experiment.link())),
        ("__VERSION__", quote::python(VERSION)),
        ("__ANSWER__", run.answer.map_or_else(|| "None".to_owned(), write)),
        ("__BATCH_SIZE__", write(experiment.batch_size as f64)),
        ("__FILES__", files(run)),
        ("__DATA__", data(run)),
        (
            "__SCALED__",
            if experiment.scaler == Scaler::Standard { "True" } else { "False" }.to_owned(),
        ),
        ("__ACTIVATION__", activation(library, experiment.activation)),
        ("__LOSS__", loss(library, experiment.output).to_owned()),
        ("__OUTPUTS__", write(experiment.output.units(&run.shape.targets) as f64)),
        ("__HIDDEN__", hidden(&experiment)),
        (
            "__RULE__",
            own.map_or_else(String::new, |rule| rule.code.trim_end().to_owned() + "\n\n\n"),
        ),
        ("__OPTIMIZER__", wrap(&optimizer).trim().to_owned()),
    ];
    Some(filled(template, &parts))
}

/// The program that runs a range test on the user's own model and writes a log for the page, if there is one: see
/// [`has_own`].
pub fn own(framework: Framework, ends: (f64, f64), steps: usize, source: &str) -> Option<String> {
    let snippet = snippet(framework)?;
    let numbers = format!(
        "START_LR, END_LR, STEPS = {}, {}, {}",
        write(ends.0),
        write(ends.1),
        write(steps as f64)
    );
    let code = snippet.code.replacen(NUMBERS, &numbers, 1);
    Some(format!(
        "# A learning-rate range test of your own model, over the rates of {}\n# It writes {}, which Rangefinder reads (\"Your training log\").\n{code}\n",
        quote::comment(source),
        snippet.file,
    ))
}

/// The template of a program, with named gaps.
fn template(framework: Framework) -> Option<(&'static str, Library)> {
    match framework {
        Framework::Pytorch => Some((include_str!("script/redo_pytorch.py"), Library::Torch)),
        Framework::Keras => Some((include_str!("script/redo_keras.py"), Library::Keras)),
        _ => None,
    }
}

/// The code that the page shows to users without a log.
fn snippet(framework: Framework) -> Option<&'static Snippet> {
    let label = match framework {
        Framework::Keras => "Keras",
        Framework::Transformers => "Hugging Face",
        Framework::Optax => return None,
        other => Framework::LABELS[other as usize].1,
    };
    SNIPPETS.iter().find(|snippet| snippet.framework == label)
}

/// The template with each gap filled. Inserted text is not searched again.
fn filled(template: &str, parts: &[(&str, String)]) -> String {
    let (mut filled, mut rest) = (String::new(), template);
    loop {
        let found = parts.iter().filter_map(|(name, part)| Some((rest.find(name)?, *name, part)));
        let Some((at, name, part)) = found.min_by_key(|found| found.0) else {
            return filled + rest;
        };
        filled += &rest[..at];
        filled += part;
        rest = &rest[at + name.len()..];
    }
}

/// The source of the files that the script reads.
fn files(run: &Redo) -> String {
    let file = if Builtin::named(&run.shape.name).is_none() { " --data FILE" } else { "" };
    let run_json =
        format!("The page saves run.json; so does rangefinder report --full{file} LINK > run.json");
    match of_scikit_learn(run.shape) {
        Some(_) => run_json,
        None => format!(
            "{run_json}\nThe page saves data.csv; so does rangefinder export --csv data{file} LINK > data.csv"
        ),
    }
}

/// The function of scikit-learn that loads the data, if it has them.
fn of_scikit_learn(shape: &DataShape) -> Option<&'static str> {
    match Builtin::named(&shape.name)? {
        Builtin::BreastCancer => Some("load_breast_cancer"),
        Builtin::Wine => Some("load_wine"),
        _ => None,
    }
}

/// The statements that load `features` and `targets`.
fn data(run: &Redo) -> String {
    match (of_scikit_learn(run.shape), run.file) {
        (Some(load), _) => {
            format!("    from sklearn.datasets import {load}\n\n    return {load}(return_X_y=True)")
        }
        (None, file) => {
            let from = match file {
                Some(file) => format!(
                    "    # The rows of this file as Rangefinder encodes them.\n    print(\"Data of\", {})\n",
                    quote::python(file)
                ),
                None => String::new(),
            };
            format!(
                "{from}    import pandas\n\n    table = pandas.read_csv(DATA).to_numpy(float)\n    return table[:, :-1], table[:, -1]"
            )
        }
    }
}

fn hidden(experiment: &Experiment) -> String {
    let widths: Vec<String> = experiment.hidden.iter().map(|&width| write(width as f64)).collect();
    format!("[{}]", widths.join(", "))
}

fn activation(library: Library, activation: Activation) -> String {
    let torch = library == Library::Torch;
    match activation {
        Activation::Relu if torch => "torch.nn.ReLU()".to_owned(),
        Activation::Tanh if torch => "torch.nn.Tanh()".to_owned(),
        Activation::Sigmoid if torch => "torch.nn.Sigmoid()".to_owned(),
        Activation::LeakyRelu if torch => format!("torch.nn.LeakyReLU({})", write(LEAKY_SLOPE)),
        Activation::Gelu if torch => "torch.nn.GELU()".to_owned(),
        Activation::LeakyRelu => {
            format!("lambda x: keras.activations.leaky_relu(x, {})", write(LEAKY_SLOPE))
        }
        other => format!("\"{other}\""),
    }
}

/// The loss of `outputs` and `targets`: for PyTorch an expression, for Keras the arguments of `compile`.
fn loss(library: Library, output: Output) -> &'static str {
    match (library == Library::Torch, output) {
        (true, Output::Sigmoid2) => "((torch.sigmoid(outputs) - targets[:, None]) ** 2).mean()",
        (true, Output::Softmax) => "torch.nn.functional.cross_entropy(outputs, targets.long())",
        (true, Output::Sigmoid) => {
            "torch.nn.functional.binary_cross_entropy_with_logits(outputs[:, 0], targets)"
        }
        (true, Output::Linear) => "((outputs[:, 0] - targets) ** 2).mean()",
        (false, Output::Sigmoid2) => {
            "keras.losses.mean_squared_error(targets, keras.ops.sigmoid(outputs))"
        }
        (false, Output::Softmax) => {
            "keras.losses.sparse_categorical_crossentropy(targets, outputs, from_logits=True)"
        }
        (false, Output::Sigmoid) => {
            "keras.losses.binary_crossentropy(targets, outputs, from_logits=True)"
        }
        (false, Output::Linear) => "keras.losses.mean_squared_error(targets, outputs)",
    }
}

/// An update rule in the form of the other library.
#[derive(Clone, Copy)]
struct OwnRule {
    class: &'static str,
    code: &'static str,
}

/// The rule, if the library has it in another form than the experiment.
fn own_rule(library: Library, experiment: &Experiment) -> Option<OwnRule> {
    let (class, code) = match (library, experiment.convention, experiment.optimizer) {
        (_, _, Rule::Sgd) => return None,
        // Without momentum, it is plain SGD.
        (_, _, Rule::Momentum | Rule::Nesterov) if experiment.momentum == 0.0 => return None,
        (Library::Torch, Convention::Keras, Rule::Momentum | Rule::Nesterov) => {
            ("KerasSGD", include_str!("script/keras_sgd.py"))
        }
        (Library::Torch, Convention::Keras, Rule::Rmsprop) => {
            ("KerasRMSprop", include_str!("script/keras_rmsprop.py"))
        }
        (Library::Torch, Convention::Keras, Rule::Adam | Rule::Adamw) => {
            ("KerasAdam", include_str!("script/keras_adam.py"))
        }
        (Library::Keras, Convention::Pytorch, Rule::Momentum | Rule::Nesterov) => {
            ("PyTorchSGD", include_str!("script/pytorch_sgd.py"))
        }
        (Library::Keras, Convention::Pytorch, Rule::Rmsprop) => {
            ("PyTorchRMSprop", include_str!("script/pytorch_rmsprop.py"))
        }
        (Library::Keras, Convention::Pytorch, Rule::Adam | Rule::Adamw) => {
            ("PyTorchAdam", include_str!("script/pytorch_adam.py"))
        }
        _ => return None,
    };
    Some(OwnRule { class, code })
}
