//! stub
pub(crate) fn scrub(text: &str) -> Vec<String> {
    text.lines().map(|l| l.trim().to_owned()).collect()
}
pub(crate) fn summary(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}
