//! What the server offers, for the table in the README.

/// One feature of the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its name, as editors have it.
    pub name: &'static str,
    /// The methods of the protocol that carry it.
    pub methods: &'static [&'static str],
    /// What the analyst gets, in a line.
    pub gives: &'static str,
    /// Its page, a file of `docs/features/`.
    pub page: &'static str,
}

/// All features, in the order of the table.
pub const FEATURES: &[Feature] = &[
    Feature {
        name: "Completion",
        methods: &["textDocument/completion", "completionItem/resolve"],
        gives: "names of actors in any spelling, citation keys, and on request the words of the corpus",
        page: "completion.md",
    },
    Feature {
        name: "Hover",
        methods: &["textDocument/hover"],
        gives: "an actor's card with quotes, an article's reference, a quotation's verdict and its context",
        page: "hover.md",
    },
    Feature {
        name: "Go to definition",
        methods: &["textDocument/definition", "textDocument/declaration"],
        gives: "the line that introduces the actor, the article cited, the very words quoted",
        page: "definition.md",
    },
    Feature {
        name: "Go to type definition",
        methods: &["textDocument/typeDefinition"],
        gives: "who the actor is in the article cited here",
        page: "type-definition.md",
    },
    Feature {
        name: "References",
        methods: &["textDocument/references"],
        gives: "every mention of an actor in articles and notes; in an article, the notes that quote this passage",
        page: "references.md",
    },
    Feature {
        name: "Highlight",
        methods: &["textDocument/documentHighlight"],
        gives: "the same actor, or the same source, elsewhere in the note",
        page: "highlight.md",
    },
    Feature {
        name: "Diagnostics",
        methods: &["textDocument/publishDiagnostics", "textDocument/diagnostic", "workspace/diagnostic"],
        gives: "what is wrong with quotations, citations, figures and names, quiet while you write",
        page: "diagnostics.md",
    },
    Feature {
        name: "Code actions",
        methods: &["textDocument/codeAction"],
        gives: "the mend of each diagnostic, who is who, how to cite, the list of references",
        page: "code-actions.md",
    },
    Feature {
        name: "Rename",
        methods: &["textDocument/rename", "textDocument/prepareRename"],
        gives: "another name for an actor in all notes; quoted words stay as they are",
        page: "rename.md",
    },
    Feature {
        name: "Symbols of a note",
        methods: &["textDocument/documentSymbol"],
        gives: "the outline",
        page: "symbols.md",
    },
    Feature {
        name: "Symbols of the workspace",
        methods: &["workspace/symbol"],
        gives: "actors, articles and headings by a part of their name",
        page: "symbols.md",
    },
    Feature {
        name: "Folding",
        methods: &["textDocument/foldingRange", "workspace/foldingRange/refresh"],
        gives: "sections, lists, quotations, code and comments of a note; in an article, what stands around it",
        page: "folding.md",
    },
    Feature {
        name: "Links",
        methods: &["textDocument/documentLink"],
        gives: "citation keys that open their article",
        page: "links.md",
    },
    Feature {
        name: "Semantic tokens",
        methods: &[
            "textDocument/semanticTokens/full",
            "textDocument/semanticTokens/full/delta",
            "textDocument/semanticTokens/range",
        ],
        gives: "colours for names by kind, citations, and quotations by verdict",
        page: "semantic-tokens.md",
    },
    Feature {
        name: "Inlay hints",
        methods: &["textDocument/inlayHint"],
        gives: "off until asked for: the full name behind a surname, author and year behind a key",
        page: "inlay-hints.md",
    },
    Feature {
        name: "Code lens",
        methods: &["textDocument/codeLens"],
        gives: "off until asked for: verdict counts above each section",
        page: "code-lens.md",
    },
    Feature {
        name: "Several folders",
        methods: &["workspace/didChangeWorkspaceFolders"],
        gives: "each folder with its own articles and configuration, opened and closed at will",
        page: "folders.md",
    },
    Feature {
        name: "Long requests",
        methods: &["$/progress", "window/workDoneProgress/create", "window/workDoneProgress/cancel", "$/cancelRequest"],
        gives: "progress, results in parts, and cancelling that ends the work",
        page: "long-requests.md",
    },
    Feature {
        name: "Trace and log",
        methods: &["$/setTrace", "$/logTrace"],
        gives: "what the server does and how long it takes, without a word of your notes",
        page: "log.md",
    },
];

/// The table as Markdown; `folder` leads from the file that holds it to the pages.
pub fn markdown(folder: &str) -> String {
    let mut table = String::from("| Feature | What you get |\n|---|---|\n");
    for feature in FEATURES {
        table.push_str(&format!("| [{}]({folder}{}) | {} |\n", feature.name, feature.page, feature.gives));
    }
    table
}
