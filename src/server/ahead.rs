//! The thread that makes ready what is likely to be asked next: the cards of the actors whom a note names.
//!
//! It works only while nothing happens to the notes, one card at a time, and leaves off as soon as something does.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::time::Duration;

use crate::ide::hover;
use crate::note::Note;
use crate::workspace::Workspace;

/// So long after the last check of a note nobody is typing.
const REST: Duration = Duration::from_millis(300);

/// A note as it was checked, and what it was checked against.
#[derive(Debug)]
struct Checked {
    workspace: Arc<Workspace>,
    path: PathBuf,
    note: Arc<Note>,
}

/// Hands checked notes to the thread.
#[derive(Clone, Debug)]
pub struct Ahead {
    notes: Sender<Checked>,
}

impl Ahead {
    /// Starts the thread.
    pub fn start() -> Ahead {
        let (notes, inbox) = mpsc::channel();
        if let Err(error) = std::thread::Builder::new().name("ahead".to_string()).spawn(move || serve(&inbox)) {
            tracing::warn!("nothing is made ready before it is asked for: {error}");
        }
        Ahead { notes }
    }

    /// Tells of a note that was checked.
    pub fn checked(&self, workspace: Arc<Workspace>, path: PathBuf, note: Arc<Note>) {
        // Without the thread everything is made ready when it is asked for.
        let _ = self.notes.send(Checked { workspace, path, note });
    }
}

fn serve(inbox: &Receiver<Checked>) {
    let mut waiting: BTreeMap<PathBuf, Checked> = BTreeMap::new();
    loop {
        let next = match waiting.is_empty() {
            true => inbox.recv().map_err(|_| TryRecvError::Disconnected),
            false => inbox.try_recv(),
        };
        let mut checked = match next {
            Ok(checked) => checked,
            Err(TryRecvError::Empty) => {
                work_off(inbox, &mut waiting);
                continue;
            }
            Err(TryRecvError::Disconnected) => return,
        };
        loop {
            waiting.insert(checked.path.clone(), checked);
            match inbox.recv_timeout(REST) {
                Ok(newer) => checked = newer,
                Err(_) => break,
            }
        }
    }
}

/// Makes ready what the notes that wait need, until another is checked.
fn work_off(inbox: &Receiver<Checked>, waiting: &mut BTreeMap<PathBuf, Checked>) {
    let newer = RefCell::new(None);
    while let Some((_, checked)) = waiting.pop_first() {
        let is_wanted = || {
            let mut newer = newer.borrow_mut();
            *newer = newer.take().or_else(|| inbox.try_recv().ok());
            newer.is_none()
        };
        let prepare = || hover::prepare(&checked.workspace, &checked.path, &checked.note, is_wanted);
        // The place of a panic is told by the panic hook; whoever asks is answered then.
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(prepare));
        if let Some(newer) = newer.take() {
            waiting.entry(checked.path.clone()).or_insert(checked);
            waiting.insert(newer.path.clone(), newer);
            return;
        }
    }
}
