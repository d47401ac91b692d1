//! The distinct names of the corpus, what they share, and which of them are alike.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::blocks::{Blocks, Sketch};
use super::few::Few;
use super::forms::{Form, Forms};
use super::marks::Marks;
use super::units::{Named, Unit, UnitId};
use crate::actor::matching::tokens::Token;
use crate::actor::organisation::OrganisationName;
use crate::article::PublicationDate;
use crate::prose::Kind;

/// Nobody: the number of no name and no actor.
pub(super) const NOBODY: u32 = u32::MAX;

/// What sort of name a node is.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// A person's full name.
    Person(Arc<Form>),
    /// A surname alone.
    Surname(Token),
    /// A name that says which body it is.
    Organisation(Arc<OrganisationName>),
    /// An acronym that its article does not explain.
    Acronym(String),
    /// A name that is one with its equal alone: a state, a body of many states.
    Name(Kind),
}

/// How a form is used under one name.
#[derive(Clone, Debug)]
pub(super) struct Usage {
    pub(super) form: Arc<Form>,
    pub(super) count: u32,
    /// How many articles use it.
    pub(super) articles: u32,
    /// How many of them where they are no copies of others.
    pub(super) counted: u32,
    pub(super) latest: Option<PublicationDate>,
}

/// A distinct name.
#[derive(Debug)]
pub(super) struct Node {
    /// Unique; the first letter tells the sort.
    pub(super) key: Arc<str>,
    pub(super) what: What,
    /// The units that this name counts, in order.
    pub(super) units: Few<UnitId, 2>,
    /// How their forms are used.
    pub(super) usage: Vec<Usage>,
    /// How many units are known under this name, counted here or elsewhere.
    pub(super) articles: u32,
    /// Of a person's name: of how many units it is the first with its last token, and with its surname.
    pub(super) bears: [u32; 2],
    /// The names that articles give to the same actor, each with the number of units.
    pub(super) beside: FxHashMap<u32, u32>,
    /// The acronyms that articles explain so, each with the number of units; of several names of a unit the first
    /// counts.
    pub(super) acronyms: FxHashMap<String, u32>,
    /// The names that are like this one, in order but while they are being found.
    pub(super) like: Vec<u32>,
    /// The cluster: the number of one of its names.
    pub(super) cluster: u32,
    /// The names of the cluster, at the one that stands for it; none where that is the only one.
    pub(super) members: Vec<u32>,
    /// The cluster after short names have found their long ones.
    pub(super) bearer: u32,
    /// What a short name, a surname or an acronym stands for.
    pub(super) stands_for: Standing,
    /// The names that stand for this one.
    pub(super) attached: Vec<u32>,
}

/// What a short name, a surname alone or a bare acronym stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Standing {
    /// Itself.
    #[default]
    Alone,
    /// The actor of this name.
    For(u32),
    /// One of several, and nothing says which.
    Unclear,
}

/// All names.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    by_key: FxHashMap<Arc<str>, u32>,
    pub(super) rows: Vec<Option<Node>>,
    /// How often each number has changed hands.
    hands: Vec<u32>,
    free: Vec<u32>,
    /// What is seen of each name when it is compared with many.
    pub(super) sketches: Vec<Sketch>,
    pub(super) blocks: Blocks,
    /// Names whose units, neighbours or acronyms changed since they were last clustered.
    pub(super) dirty: Marks,
    /// Names that were met for the first time since.
    pub(super) new: Marks,
    /// Names that nothing was called for a while since.
    pub(super) emptied: Vec<u32>,
    /// Names whose acronyms changed since.
    pub(super) respelt: Marks,
    /// What the names that went were, for those that looked at them.
    pub(super) gone: Vec<(u32, Node)>,
}

impl Nodes {
    pub(super) fn get(&self, node: u32) -> Option<&Node> {
        self.rows.get(node as usize)?.as_ref()
    }

    pub(super) fn get_mut(&mut self, node: u32) -> Option<&mut Node> {
        self.rows.get_mut(node as usize)?.as_mut()
    }

    pub(super) fn by_key(&self, key: &str) -> Option<u32> {
        self.by_key.get(key).copied()
    }

    pub(super) fn key(&self, node: u32) -> &str {
        self.get(node).map_or("", |row| &row.key)
    }

    /// The numbers of the names under which a unit is known.
    pub(super) fn of_names(&mut self, unit: &Unit, forms: &Forms) -> Few<u32, 3> {
        let mut numbers = Few::default();
        unit.names(forms, |name| {
            let number = self.number(name);
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        });
        numbers
    }

    fn number(&mut self, name: &Named<'_>) -> u32 {
        let remembered = name.remembered();
        if let Some(node) = remembered.and_then(|remembered| remembered.get(&self.hands)) {
            return node;
        }
        let key = name.key();
        let node = match self.by_key.get(&key) {
            Some(&node) => node,
            None => self.add(key, name.what()),
        };
        if let Some(remembered) = remembered {
            remembered.set(node, &self.hands);
        }
        node
    }

    fn add(&mut self, key: Arc<str>, what: What) -> u32 {
        let row = Node {
            key: key.clone(),
            what,
            units: Few::default(),
            usage: Vec::new(),
            articles: 0,
            bears: [0; 2],
            beside: FxHashMap::default(),
            acronyms: FxHashMap::default(),
            like: Vec::new(),
            cluster: NOBODY,
            members: Vec::new(),
            bearer: NOBODY,
            stands_for: Standing::Alone,
            attached: Vec::new(),
        };
        let node = self.free.pop().unwrap_or_else(|| {
            self.rows.push(None);
            self.hands.push(0);
            u32::try_from(self.rows.len() - 1).unwrap_or(NOBODY)
        });
        if let Some(slot) = self.rows.get_mut(node as usize) {
            *slot = Some(row);
        }
        self.by_key.insert(key, node);
        self.new.insert(node);
        node
    }

    /// Takes a name out that nothing is called any more.
    pub(super) fn take(&mut self, node: u32) -> Option<Node> {
        let row = self.rows.get_mut(node as usize).and_then(Option::take)?;
        self.by_key.remove(&row.key);
        self.free.push(node);
        if let Some(hands) = self.hands.get_mut(node as usize) {
            *hands += 1;
        }
        Some(row)
    }
}

impl Node {
    pub(super) fn kind(&self) -> Kind {
        match self.what {
            What::Person(_) | What::Surname(_) => Kind::Person,
            What::Organisation(_) | What::Acronym(_) => Kind::Organisation,
            What::Name(kind) => kind,
        }
    }
}

/// The last token of a full name, and the surname where that is more ("van der Meer" is borne as a whole and as
/// "Meer").
pub(super) fn surnames(form: &Form) -> [Option<&Token>; 2] {
    let name = &form.person().name;
    let last = name.last();
    let surname = name.surname().filter(|surname| last.is_none_or(|last| last.plain != surname.plain));
    [last, surname]
}
