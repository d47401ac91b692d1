//! Changes of `actors.toml` that the analyst asks for; everything else in the file stays as it was written.

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

/// What the analyst decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision<'a> {
    /// Whoever is called `known` is to be called `name` from now on.
    Prefer {
        /// The new preferred name.
        name: &'a str,
        /// The preferred name until now.
        known: &'a str,
    },
    /// Who is called `other` is the actor called `name`.
    Join {
        /// The preferred name of the one.
        name: &'a str,
        /// The name of the other.
        other: &'a str,
    },
    /// Who is called `other` is not the actor called `name`.
    Part {
        /// The preferred name of the one.
        name: &'a str,
        /// The name of the other.
        other: &'a str,
    },
}

/// `text`, the content of `actors.toml`, with `decision` written into it; `None` where it is no TOML or its actors
/// are not written as `[[actor]]`: then the analyst has to mend it first.
pub fn decide(text: &str, decision: Decision<'_>) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let actors = document.entry("actor").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let actors = actors.as_array_of_tables_mut()?;
    match decision {
        Decision::Prefer { name, known } => {
            let entry = entry_of(actors, known);
            entry["name"] = value(name);
            remove(entry, "forms", name);
            add(entry, "forms", known);
        }
        Decision::Join { name, other } => {
            let entry = entry_of(actors, name);
            add(entry, "forms", other);
            remove(entry, "not", other);
            remove(entry, "distinct_from", other);
        }
        Decision::Part { name, other } => {
            let entry = entry_of(actors, name);
            add(entry, "distinct_from", other);
            add(entry, "not", other);
            remove(entry, "forms", other);
        }
    }
    Some(document.to_string())
}

/// The entry that speaks of `name`, by its name or one of its forms; a new one where there is none.
fn entry_of<'a>(actors: &'a mut ArrayOfTables, name: &str) -> &'a mut Table {
    let named = |table: &Table| table.get("name").and_then(Item::as_str).map(str::trim) == Some(name);
    let formed = |table: &Table| {
        let forms = table.get("forms").and_then(Item::as_array);
        forms.is_some_and(|forms| forms.iter().any(|form| form.as_str().map(str::trim) == Some(name)))
    };
    let at = actors.iter().position(named).or_else(|| actors.iter().position(formed));
    let at = at.unwrap_or_else(|| {
        let mut table = Table::new();
        table["name"] = value(name);
        if !actors.is_empty() {
            table.decor_mut().set_prefix("\n");
        }
        actors.push(table);
        actors.len() - 1
    });
    // The index was found or made above.
    #[expect(clippy::expect_used, reason = "the index is inside by construction")]
    actors.get_mut(at).expect("an entry at its own index")
}

fn add(entry: &mut Table, field: &str, text: &str) {
    if entry.get("name").and_then(Item::as_str) == Some(text) && field == "forms" {
        return;
    }
    let list = entry.entry(field).or_insert_with(|| value(Array::new()));
    if let Some(list) = list.as_array_mut()
        && !list.iter().any(|known| known.as_str() == Some(text))
    {
        list.push(text);
    }
}

fn remove(entry: &mut Table, field: &str, text: &str) {
    let Some(list) = entry.get_mut(field).and_then(Item::as_array_mut) else { return };
    list.retain(|known| known.as_str() != Some(text));
    if list.is_empty() {
        entry.remove(field);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::ActorsFile;

    const FILE: &str = "# the port people\n[[actor]]\nname = \"Amina Kovač\" # as she signs\nforms = [\"A. Kovač\"]\n";

    fn decided(text: &str, decision: Decision<'_>) -> String {
        let new = decide(text, decision).unwrap();
        assert_eq!(ActorsFile::parse(&new).1, [], "{new}");
        new
    }

    #[test]
    fn a_new_name_is_preferred_and_the_old_one_stays_a_form() {
        let new = decided(FILE, Decision::Prefer { name: "Amina Kovac", known: "Amina Kovač" });
        assert!(new.starts_with("# the port people\n[[actor]]\nname = \"Amina Kovac\""), "{new}");
        assert!(new.contains("forms = [\"A. Kovač\", \"Amina Kovač\"]"), "{new}");
    }

    #[test]
    fn actors_without_an_entry_get_one_behind_the_others() {
        let new = decided(FILE, Decision::Join { name: "Fonseca Board", other: "FB" });
        assert!(
            new.starts_with(FILE) && new.ends_with("[[actor]]\nname = \"Fonseca Board\"\nforms = [\"FB\"]\n"),
            "{new}"
        );
        assert_eq!(
            decided("", Decision::Part { name: "Lee", other: "Li" }),
            "[[actor]]\nname = \"Lee\"\ndistinct_from = [\"Li\"]\nnot = [\"Li\"]\n"
        );
    }

    #[test]
    fn joining_takes_a_parting_back_and_the_other_way_round() {
        let parted = decided("", Decision::Part { name: "Lee", other: "Li" });
        let joined = decided(&parted, Decision::Join { name: "Lee", other: "Li" });
        assert_eq!(joined, "[[actor]]\nname = \"Lee\"\nforms = [\"Li\"]\n");
        assert_eq!(decided(&joined, Decision::Join { name: "Lee", other: "Li" }), joined);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_left_alone() {
        for broken in ["[[actor]\n", "actor = 3\n", "actor = [\"x\"]\n"] {
            assert_eq!(decide(broken, Decision::Join { name: "a", other: "b" }), None, "{broken}");
        }
    }
}
