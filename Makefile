# What a developer types. `cargo test` alone is the fast inner loop.

CARGO ?= cargo
PYTHON ?= python3
export IBID := $(CURDIR)/target/release/ibid

.PHONY: build test unit hostile editors neovim pandoc vscode emacs package install-vscode install-neovim accuracy instructions fuzz edits \
	mutants lint licences deny pictures clean

build:
	$(CARGO) build --release --locked

# Everything that needs nothing but this repository: sets up what it needs, the real editors included.
test: unit hostile editors

unit:
	tools/test_tools.sh
	$(CARGO) test --locked

# What files that mean harm cost (docs/hostile.md). How long they take is not looked at: the machine may be busy.
hostile: build
	$(PYTHON) tools/hostile.py --untimed $(IBID)

editors: neovim pandoc emacs vscode

neovim: build
	tests/editors/neovim/run.sh

# Exports notes with what `ibid bib` writes.
pandoc: build
	tests/editors/pandoc/run.sh

emacs: build
	tests/editors/emacs/run.sh

# The extension, type-checked, packed and installed into the real VS Code.
vscode: build
	tests/editors/vscode/run.sh

# The VS Code extension for this machine, with the server inside.
package: build
	tools/package_vscode.sh target/ibid.vsix

# Sets an editor up for whoever types this.
install-vscode: package
	code --install-extension target/ibid.vsix

install-neovim:
	$(CARGO) install --locked --path .
	mkdir -p "$${XDG_DATA_HOME:-$$HOME/.local/share}/nvim/site/pack/ibid/start"
	ln -sfn "$(CURDIR)/editors/neovim" "$${XDG_DATA_HOME:-$$HOME/.local/share}/nvim/site/pack/ibid/start/ibid"

# What ibid makes of the annotated articles and planted notes beside the repository (../shared).
accuracy: build
	$(CARGO) test --locked --features accuracy --test accuracy -- --nocapture
	../shared/score/run.sh $(IBID)

# What the hot paths cost in instructions, held against benches/instructions.json.
instructions: build
	command -v valgrind >/dev/null || tools/debian_packages.sh "counts of instructions" valgrind
	$(PYTHON) tools/instructions.py

# Fuzzes each target for ten minutes (SECONDS_EACH=600), led by coverage. `cargo test --test fuzzed` is the short way.
fuzz:
	tools/fuzz.sh

# Ten million edits of each encoding, each held against the full text.
edits:
	EDITS=10000000 $(CARGO) test --locked --test sync fault_15_any -- --nocapture

# What no test notices when it is changed, of a sample of 200 changes; needs cargo-mutants (docs/security.md).
mutants:
	$(PYTHON) tools/mutants.py

lint: licences
	$(CARGO) fmt --check
	$(CARGO) clippy --locked --all-targets --features accuracy -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --locked --no-deps --document-private-items

# Every crate's licence is one we may ship, none brings an HTTP client, and no known advisory holds for its version.
licences:
	$(PYTHON) tools/licences.py
	$(PYTHON) tools/advisories.py

# The same by cargo-deny (`cargo install --locked cargo-deny`), with RustSec's database from target/advisory-dbs.
deny:
	$(CARGO) deny --offline check --disable-fetch

# The pictures of the README, from the real program and the real editors.
pictures: build
	tools/pictures.sh

clean:
	$(CARGO) clean
