//! The judge of last resort: `RegExp` of Node.js.

use crate::matcher::Matcher;
use crate::texts::{Random, texts};
use crate::{cases, real};
use std::io::Write;
use std::process::{Command, Stdio};
use typewright::pattern::needs_legacy;

/// Reads lines of `[pattern, [text, ...]]`; writes for each `null`, when it is no pattern, or a
/// string of `0` and `1`, with `?` for what takes Node too long.
const SCRIPT: &str = r"
const vm = require('vm');
const context = vm.createContext({});
const test = new vm.Script('regex.test(text) ? 1 : 0');
const compile = source => {
  for (const flags of ['u', '']) try { return new RegExp(source, flags) } catch {}
};
for (const line of require('fs').readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const [source, texts] = JSON.parse(line);
  context.regex = compile(source);
  let slow = 0;
  const answer = text => {
    context.text = text;
    try { return slow < 3 ? test.runInContext(context, { timeout: 100 }) : '?' } catch { slow++; return '?' }
  };
  console.log(context.regex ? texts.map(answer).join('') : null);
}";

fn ask_node(questions: &[(String, Vec<String>)]) -> Vec<String> {
    let mut node = Command::new("node")
        .args(["-e", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node runs");
    let mut input = node.stdin.take().expect("piped");
    let lines: String = questions
        .iter()
        .map(|question| serde_json::to_string(question).expect("plain strings") + "\n")
        .collect();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = node.wait_with_output().expect("node answers");
    writer.join().expect("no panic").expect("node reads");
    String::from_utf8(output.stdout)
        .expect("ASCII")
        .lines()
        .map(str::to_owned)
        .collect()
}

/// All patterns of this test; and those of the JSON array in the file that `TYPEWRIGHT_PATTERNS`
/// names, where a larger corpus is at hand.
fn patterns() -> Vec<String> {
    let built_in = cases::CASES.iter().map(|case| case.0);
    let built_in = built_in
        .chain(cases::REFUSED.iter().map(|case| case.0))
        .chain(real::PATTERNS.iter().copied());
    let mut patterns: Vec<String> = built_in.map(str::to_owned).collect();
    if let Ok(path) = std::env::var("TYPEWRIGHT_PATTERNS") {
        let text = std::fs::read_to_string(path).expect("the corpus is readable");
        patterns.extend(serde_json::from_str::<Vec<String>>(&text).expect("an array of strings"));
    }
    patterns
}

#[test]
#[ignore = "needs Node.js"]
fn node_agrees() {
    let settled = regex::Regex::new(r"^\p{Age=14.0}*$").expect("a pattern");
    let mut random = Random::new(262);
    let mut questions = Vec::new();
    let mut answers = Vec::new();
    for pattern in patterns() {
        let matcher = Matcher::new(&pattern);
        let mut texts = matcher.as_ref().map_or(Vec::new(), |matcher| {
            texts(&pattern, matcher, 150, &mut random)
        });
        // Two known limits: where legacy rules meet an engine, a character above U+FFFF counts
        // once, and each side has the Unicode tables of its own year.
        let coarse = matcher
            .as_ref()
            .is_ok_and(|matcher| matcher.kind() != "table")
            && needs_legacy(&pattern).is_some();
        texts.retain(|text| !coarse || text.chars().all(|letter| letter <= '\u{ffff}'));
        texts.retain(|text| !pattern.contains(r"\p") || settled.is_match(text));
        answers.push(matcher.map(|matcher| {
            let found = |text: &String| if matcher.is_match(text) { '1' } else { '0' };
            (matcher.kind(), texts.iter().map(found).collect::<String>())
        }));
        questions.push((pattern, texts));
    }
    let truths = ask_node(&questions);
    assert_eq!(truths.len(), questions.len());

    let mut pairs = 0;
    let mut wrong = Vec::new();
    for ((truth, answer), (pattern, texts)) in truths.iter().zip(answers).zip(&questions) {
        pairs += texts.len();
        match answer {
            Err(error) if truth != "null" => wrong.push(format!("{pattern:?} is refused: {error}")),
            Err(_) => {}
            Ok((kind, _)) if truth == "null" => {
                wrong.push(format!("{pattern:?} is taken ({kind})"))
            }
            Ok((kind, found)) => {
                let differ = found
                    .chars()
                    .zip(truth.chars())
                    .zip(texts)
                    .filter(|((found, truth), _)| found != truth && *truth != '?');
                wrong.extend(differ.map(|((_, truth), text)| {
                    format!("{kind}, Node says {truth}: {pattern:?} on {text:?}")
                }));
            }
        }
    }
    println!(
        "{} patterns, {pairs} pairs, {} disagreements",
        questions.len(),
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
