//! Which types contain themselves by value, and so need a box.

use super::{Api, Kind, TypeId, TypeRef};

/// For each type the number of its cycle: two types with the same number contain each other by
/// value. `None` for a type that does not contain itself.
///
/// Tarjan's algorithm, with an explicit stack: a document may nest types as deeply as it likes.
pub fn by_value_cycles(api: &Api) -> Vec<Option<usize>> {
    let edges: Vec<Vec<usize>> = api.types.iter().map(|item| by_value(&item.kind)).collect();
    let mut search = Search::new(&edges);
    for node in 0..edges.len() {
        search.visit(node);
    }
    search.cycles
}

/// The types that a kind holds by value. Arrays, maps and the members beside the properties are
/// on the heap already.
fn by_value(kind: &Kind) -> Vec<usize> {
    let mut held = Vec::new();
    match kind {
        Kind::Object(object) => object
            .properties
            .iter()
            .for_each(|property| hold(&property.value, &mut held)),
        Kind::Union(union) => union
            .branches
            .iter()
            .for_each(|branch| hold(&branch.value, &mut held)),
        Kind::Alias(target) | Kind::Checked(target) => hold(target, &mut held),
        _ => {}
    }
    held
}

fn hold(reference: &TypeRef, held: &mut Vec<usize>) {
    match reference {
        TypeRef::Named(TypeId(index)) => held.push(*index),
        TypeRef::Nullable(inner) => hold(inner, held),
        _ => {}
    }
}

struct Search<'a> {
    edges: &'a [Vec<usize>],
    order: Vec<Option<usize>>,
    low: Vec<usize>,
    open: Vec<usize>,
    is_open: Vec<bool>,
    next: usize,
    cycles: Vec<Option<usize>>,
}

impl<'a> Search<'a> {
    fn new(edges: &'a [Vec<usize>]) -> Self {
        let count = edges.len();
        Self {
            edges,
            order: vec![None; count],
            low: vec![0; count],
            open: Vec::new(),
            is_open: vec![false; count],
            next: 0,
            cycles: vec![None; count],
        }
    }

    fn visit(&mut self, root: usize) {
        if self.order[root].is_some() {
            return;
        }
        let mut path = vec![(root, 0)];
        self.enter(root);
        while let Some((node, edge)) = path.last_mut() {
            let node = *node;
            if let Some(&target) = self.edges[node].get(*edge) {
                *edge += 1;
                match self.order[target] {
                    None => {
                        self.enter(target);
                        path.push((target, 0));
                    }
                    Some(order) if self.is_open[target] => {
                        self.low[node] = self.low[node].min(order)
                    }
                    Some(_) => {}
                }
            } else {
                path.pop();
                if let Some((parent, _)) = path.last() {
                    self.low[*parent] = self.low[*parent].min(self.low[node]);
                }
                self.close(node);
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.order[node] = Some(self.next);
        self.low[node] = self.next;
        self.next += 1;
        self.open.push(node);
        self.is_open[node] = true;
    }

    /// Closes the component that `node` is the root of, if it is one.
    fn close(&mut self, node: usize) {
        if Some(self.low[node]) != self.order[node] {
            return;
        }
        let start = self
            .open
            .iter()
            .rposition(|&open| open == node)
            .unwrap_or(0);
        let component = self.open.split_off(start);
        let is_cycle = component.len() > 1 || self.edges[node].contains(&node);
        for member in component {
            self.is_open[member] = false;
            self.cycles[member] = is_cycle.then_some(node);
        }
    }
}
