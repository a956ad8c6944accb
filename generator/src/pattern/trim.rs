//! A search need not take more than it must at either end: `.*foo{2,9}` finds what `foo{2}` finds.

use super::ast::Node;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Front,
    Back,
}

/// A smaller pattern that the same texts match.
pub(super) fn trim(node: Node) -> Node {
    side(side(node, Side::Front), Side::Back)
}

/// Each match of `node` holds, at the other side, a match of the result, which is one of `node`.
fn side(node: Node, at: Side) -> Node {
    match node {
        Node::Repeat { min: 0, .. } => Node::Empty,
        Node::Repeat { body, min: 1, .. } => side(*body, at),
        Node::Repeat { body, min, .. } => body.repeat(min, Some(min)),
        Node::Alternate(branches) => Node::alternate(
            branches
                .into_iter()
                .map(|branch| side(branch, at))
                .collect(),
        ),
        Node::Concat(mut parts) => {
            if at == Side::Front {
                parts.reverse();
            }
            while let Some(part) = parts.pop() {
                let trimmed = side(part, at);
                if trimmed != Node::Empty {
                    parts.push(trimmed);
                    break;
                }
            }
            if at == Side::Front {
                parts.reverse();
            }
            Node::concat(parts)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::{Mode, parse};
    use super::trim;

    #[test]
    fn ends_shrink_and_anchors_hold() {
        for (pattern, trimmed) in [
            (".*foo{2,9}", "foo{2}"),
            ("a*b*", ""),
            ("^a*b+$", "^a*b+$"),
            ("^a*b+", "^a*b"),
            ("(?:x?a+|b{3,}c*)d*", "a|b{3}"),
            (r"\ba+(?:bc*)+", r"\ba+b"),
        ] {
            let parse = |text| parse(text, Mode::Unicode).unwrap().node;
            assert_eq!(trim(parse(pattern)), parse(trimmed), "{pattern}");
        }
    }
}
