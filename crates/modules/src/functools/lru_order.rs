//! A doubly linked list in a vector: values in an order, each with a place that stays its own.
//!
//! **Invariant**: places are indices; a freed one is used again. Following `next` from `first` passes
//! every value once, and `previous` the other way round.

/// The place of what is in no list.
pub const NOWHERE: usize = usize::MAX;

struct Node<T> {
    value: Option<T>,
    previous: usize,
    next: usize,
}

pub struct Order<T> {
    nodes: Vec<Node<T>>,
    first: usize,
    last: usize,
    /// Freed places, linked by `next`.
    free: usize,
}

impl<T> Default for Order<T> {
    fn default() -> Self {
        Order { nodes: Vec::new(), first: NOWHERE, last: NOWHERE, free: NOWHERE }
    }
}

impl<T> Order<T> {
    pub fn first(&self) -> Option<&T> {
        self.nodes.get(self.first)?.value.as_ref()
    }

    /// Every value, in no particular order.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.nodes.iter().filter_map(|node| node.value.as_ref())
    }

    pub fn push_last(&mut self, value: T) -> usize {
        self.insert(value, self.last, NOWHERE)
    }

    pub fn push_first(&mut self, value: T) -> usize {
        self.insert(value, NOWHERE, self.first)
    }

    fn insert(&mut self, value: T, previous: usize, next: usize) -> usize {
        let node = Node { value: Some(value), previous, next };
        let place = if self.free == NOWHERE {
            self.nodes.push(node);
            self.nodes.len() - 1
        } else {
            let place = self.free;
            self.free = self.nodes[place].next;
            self.nodes[place] = node;
            place
        };
        self.connect(previous, place);
        self.connect(place, next);
        place
    }

    /// Makes two places neighbours; `NOWHERE` is before the first and behind the last.
    fn connect(&mut self, left: usize, right: usize) {
        match self.nodes.get_mut(left) {
            Some(node) => node.next = right,
            None => self.first = right,
        }
        match self.nodes.get_mut(right) {
            Some(node) => node.previous = left,
            None => self.last = left,
        }
    }

    /// Takes the value at a place out, if there is one.
    pub fn remove(&mut self, place: usize) -> Option<T> {
        let node = self.nodes.get_mut(place)?;
        let value = node.value.take()?;
        let (previous, next) = (node.previous, node.next);
        node.next = self.free;
        self.free = place;
        self.connect(previous, next);
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_order(order: &Order<char>) -> (String, String) {
        let walk = |start: usize, step: fn(&Node<char>) -> usize| {
            let places = std::iter::successors(Some(start), |&place| order.nodes.get(place).map(step));
            places.filter_map(|place| order.nodes.get(place)?.value).collect()
        };
        (walk(order.first, |node| node.next), walk(order.last, |node| node.previous))
    }

    #[test]
    fn values_keep_their_order_and_places_are_used_again() {
        let mut order = Order::default();
        let places: Vec<usize> = "abcd".chars().map(|value| order.push_last(value)).collect();
        assert_eq!(in_order(&order), ("abcd".into(), "dcba".into()));
        assert_eq!(order.remove(places[1]), Some('b'));
        assert_eq!(order.remove(places[1]), None);
        assert_eq!(order.remove(NOWHERE), None);
        assert_eq!(order.remove(places[0]), Some('a'));
        assert_eq!(order.first(), Some(&'c'));
        assert_eq!(order.push_first('x'), places[0]);
        assert_eq!(order.push_last('y'), places[1]);
        assert_eq!(in_order(&order), ("xcdy".into(), "ydcx".into()));
        for place in places {
            order.remove(place);
        }
        assert_eq!(in_order(&order), (String::new(), String::new()));
        order.push_last('z');
        assert_eq!(in_order(&order), ("z".into(), "z".into()));
    }
}
