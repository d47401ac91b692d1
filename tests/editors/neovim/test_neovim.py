"""The plugin in the real Neovim, used with real keys over a copy of the sample corpus.

Usage: test_neovim.py [WORD…]   (only the tests whose name contains a word)
"""

import os
import shutil
import signal
import sys
import time
import traceback

from driver import PLUGIN, Editor, Workspace, wait_for

TIME_LIMIT = 240
"""Seconds after which the run ends, whatever happens."""

QUOTE = "“Every buoy out there stands where the Court put it in 1992”"
PINEDA = "tidewater-fonseca-railway.txt"
SILT = "quintanar2025siltHasNo"


def pineda_key(editor) -> str:
    """The key under which the sample's own notes cite the article in `PINEDA`."""
    text = (editor.workspace.root / "corpus" / "notes" / "01-fonseca-brief.md").read_text(encoding="utf-8")
    return text.split("We are not building a rival", 1)[1].split("@", 1)[1].split("]", 1)[0]


def line_of(path, words: str) -> int:
    """The line of the file at `path`, from 1, in which `words` stand first."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


def settle(editor):
    """Waits until the server answers at the cursor: the articles are read."""
    wait_for(
        "an answer at the cursor",
        lambda: editor.nvim.exec_lua(
            """
            local params = vim.lsp.util.make_position_params(0, vim.lsp.get_clients({ bufnr = 0 })[1].offset_encoding)
            local answers = vim.lsp.buf_request_sync(0, 'textDocument/hover', params, 2000) or {}
            for _, answer in pairs(answers) do
              if answer.result and answer.result ~= vim.NIL then
                return true
              end
            end
            return false
            """
        ),
    )


def hover(editor) -> str:
    """What K shows at the cursor."""
    settle(editor)
    editor.keys("K")
    return wait_for("a hover", editor.float)


def hover_over(editor, words: str) -> str:
    """What K shows in the middle of `words`."""
    editor.cursor_to(words, into=2)
    return hover(editor)


def jump(editor, expected: tuple[str, int]):
    """Presses CTRL-] and waits for the expected file and line."""
    settle(editor)
    editor.keys("<C-]>")
    try:
        wait_for("the jump", lambda: editor.place() == expected)
    except AssertionError:
        raise AssertionError(f"expected to be at {expected}, am at {editor.place()}") from None


def open_note(editor, text: str):
    """Opens a note with `text` under a heading, and waits until the articles are read."""
    editor.open(editor.workspace.note(f"# Honduras\n\n{text}\n"))
    editor.ready()
    editor.cursor_to("Honduras")
    settle(editor)


def a_note_attaches_with_the_workspace_as_root(editor):
    open_note(editor, "Nothing yet.")
    client = editor.ready()
    assert client["root"] == str(editor.workspace.root), client
    assert client["encoding"] in ("utf-8", "utf-16", "utf-32"), client


def a_file_outside_of_any_workspace_starts_nothing(editor):
    path = editor.workspace.home / "elsewhere.md"
    path.write_text("# Elsewhere\n", encoding="utf-8")
    editor.open(path)
    time.sleep(0.5)
    assert editor.clients() == []


def a_name_is_completed_from_a_near_spelling(editor):
    open_note(editor, "")
    editor.keys("GoHe met with Hector Bustilo<C-x><C-o>")
    wait_for("Bustillo in the menu", lambda: any("Bustillo" in word for word in editor.menu()))
    assert editor.line() == "He met with Hector Bustilo", "nothing is inserted before the user chooses"
    editor.keys("<C-n>")
    wait_for("the first entry", lambda: editor.line() == "He met with Héctor Bustillo")
    editor.keys("<C-y> today.<Esc>")
    wait_for("the sentence", lambda: editor.line() == "He met with Héctor Bustillo today.")


def a_menu_opens_while_a_name_is_typed(editor):
    open_note(editor, "")
    editor.keys("Go")
    for letter in "Then Halvor":
        editor.keys(letter.replace(" ", "<Space>"))
        time.sleep(0.06)
    wait_for("Halvorsen in the menu", lambda: any("Halvorsen" in word for word in editor.menu()))
    editor.keys("<CR>")
    wait_for("a new line", lambda: editor.line() == "")
    assert "Then Halvor" in editor.nvim.current.buffer[:], "Return is Return while nothing is chosen"


def a_citation_key_is_completed(editor):
    open_note(editor, "")
    key = pineda_key(editor)
    editor.keys("GoSeen [@pined<C-x><C-o>")
    wait_for("the key in the menu", lambda: any(key in word for word in editor.menu()))
    editor.keys("<C-n><C-y>")
    wait_for("the key", lambda: editor.line().startswith(f"Seen [@{key}"))


def hover_explains_an_actor(editor):
    open_note(editor, "Rear Admiral Héctor Bustillo was there.")
    editor.cursor_to("Bustillo", into=2)

    text = hover(editor)
    first = text.splitlines()[0]
    assert "Bustillo" in first, text
    assert "navy" in text, text


def hover_on_a_quotation_begins_with_the_verdict(editor):
    open_note(editor, f"He said {QUOTE} [@{pineda_key(editor)}].")
    editor.cursor_to("Every buoy", into=3)

    text = hover(editor)
    assert "verbatim" in text.splitlines()[0].lower(), text


def definition_leads_to_the_line_that_introduces_an_actor(editor):
    open_note(editor, "The woman from Bergen is Ingeborg Halvorsen.")
    editor.cursor_to("Halvorsen", into=2)
    expected = (PINEDA, line_of(editor.workspace.article(PINEDA), "Dr Ingeborg Halvorsen, a maritime lawyer"))
    jump(editor, expected)
    editor.ready()


def definition_leads_from_a_quotation_to_the_very_words(editor):
    open_note(editor, f"He said {QUOTE} [@{pineda_key(editor)}].")
    editor.cursor_to("Every buoy", into=3)
    expected = (PINEDA, line_of(editor.workspace.article(PINEDA), "Every buoy out there"))
    jump(editor, expected)
    column = editor.nvim.current.window.cursor[1]
    assert editor.nvim.current.line.encode()[column:].decode().lstrip("“").startswith("Every buoy")


def at_words(editor, words: str):
    """Checks that the cursor stands on `words` in a text that was extracted, and that nobody can write into it."""
    column = editor.nvim.current.window.cursor[1]
    line = editor.nvim.current.line.encode()
    assert words in editor.nvim.current.line, editor.nvim.current.line
    assert line[column:].decode().lstrip("“").startswith(words), line[column:].decode()
    name = editor.nvim.current.buffer.name
    assert name.endswith(".md") and "/text/" in name, name
    assert not os.stat(name).st_mode & 0o222, "the extracted text is read-only"


def definition_leads_into_the_text_of_a_pdf(editor):
    words = "I can report that it is also there."
    open_note(editor, f"Terpstra said “{words}” [@{SILT}, p. 42].")
    editor.cursor_to(words, into=3)
    settle(editor)
    editor.keys("<C-]>")
    wait_for("the text of the PDF", lambda: editor.place()[0] == "quayside-silt.md")
    at_words(editor, words)
    top = editor.nvim.current.buffer[:7]
    assert "quayside-silt.pdf" in top[1] and any("Marisol Quintanar" in line for line in top), top
    assert "Terpstra" in hover_over(editor, "Joost Terpstra"), "names are known in the extracted text"


def definition_leads_into_the_text_of_a_page(editor):
    words = "The crane was sold before it was paid for"
    page = editor.workspace.article("crane.html")
    page.write_text(
        "<!doctype html><html><head><title>The Crane That Left</title></head><body><nav>Home</nav><article>"
        "<h1>The Crane That Left</h1><p>By Inga Tveit</p><p>4 March 2025</p>"
        "<p>Nobody in the yard saw the ship come in, and on the next morning there was a hole in the sky.</p>"
        f"<p>“{words},” said the yard’s clerk, and he showed the papers to everybody who asked for them.</p>"
        "</article></body></html>",
        encoding="utf-8",
    )
    open_note(editor, f"The clerk said “{words}” [@tveit2025craneLeft].")
    editor.cursor_to(words, into=3)
    settle(editor)
    editor.keys("<C-]>")
    wait_for("the text of the page", lambda: editor.place()[0] == "crane.md")
    at_words(editor, words)
    assert "crane.html" in editor.nvim.current.buffer[1]


def a_diagnostic_comes_as_a_quotation_breaks_and_goes_as_it_is_mended(editor):
    open_note(editor, f"He said {QUOTE} [@{pineda_key(editor)}].\n\nMore follows.")
    time.sleep(1)
    assert editor.codes() == [], editor.diagnostics()
    editor.cursor_to("1992")
    editor.keys("cw1929<Esc>")
    wait_for("quote-altered", lambda: editor.codes() == ["quote-altered"])
    diagnostic = editor.diagnostics()[0]
    assert diagnostic["lnum"] == 2, diagnostic
    assert "1992" in diagnostic["message"], diagnostic
    editor.cursor_to("1929")
    editor.keys("cw1992<Esc>")
    wait_for("the diagnostic to go", lambda: editor.codes() == [])


def hover_works_inside_an_article(editor):
    open_note(editor, "")
    client = editor.ready()
    editor.open(editor.workspace.article(PINEDA))
    assert editor.ready()["id"] == client["id"], "the article attaches to the client that runs"
    editor.cursor_to("Damián Iraheta", into=9)

    assert "Iraheta" in hover(editor).splitlines()[0]


def an_article_outside_of_the_workspace_joins_the_client_it_was_opened_from(editor):
    open_note(editor, "")
    client = editor.ready()
    path = editor.workspace.home / "extracted" / "page.md"
    path.parent.mkdir()
    path.write_text("# A page\n", encoding="utf-8")
    editor.open(path)
    assert editor.ready()["id"] == client["id"]


def marks(editor) -> dict[str, str]:
    """The words that the server marks, each with the mark's group that wins."""
    return editor.nvim.exec_lua(
        """
        local found = {}
        for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, -1, 0, -1, { details = true, type = 'highlight' })) do
          local _, row, column, details = unpack(mark)
          local group = details.hl_group or ''
          if group:find('^@lsp%.type') then
            local text = vim.api.nvim_buf_get_text(0, row, column, details.end_row, details.end_col, {})[1]
            found[text] = (found[text] and found[text] .. ' ' or '') .. group
          end
        end
        return next(found) and found or vim.empty_dict()
        """
    )


def names_and_quotations_are_coloured_by_what_is_known(editor):
    open_note(editor, f"Héctor Bustillo of Honduras said {QUOTE.replace('1992', '1929')} [@{pineda_key(editor)}].")
    wait_for("the marks", lambda: "Héctor Bustillo" in marks(editor))
    seen = marks(editor)
    assert "@lsp.type.person.markdown" in seen["Héctor Bustillo"], seen
    wrong = [words for words, groups in seen.items() if "@lsp.typemod.quotation.wrong.markdown" in groups]
    assert any("Every buoy" in words for words in wrong), seen
    for group, target in {"@lsp.type.person.markdown": "Function", "@lsp.typemod.quotation.wrong.markdown": "DiagnosticError"}.items():
        assert editor.nvim.api.get_hl(0, {"name": group}).get("link") == target, group


def a_name_is_renamed_everywhere_but_inside_quotations(editor):
    open_note(editor, f"Héctor Bustillo was there. Héctor Bustillo left. He said {QUOTE} [@{pineda_key(editor)}].")
    editor.cursor_to("Bustillo", into=2)
    settle(editor)
    editor.keys("grn")
    wait_for("the prompt", lambda: editor.nvim.api.get_mode()["mode"] == "c")
    editor.keys("<C-u>Hector A. Bustillo<CR>")
    wait_for("the new name", lambda: editor.line().startswith("Hector A. Bustillo was there. Hector A. Bustillo left."))
    assert QUOTE in editor.line(), editor.line()


def hints_and_lenses_are_shown_to_those_who_ask(editor):
    editor.nvim.exec_lua(
        """
        vim.lsp.config('ibid', { settings = { ibid = {
          inlayHints = { names = true, keys = true }, codeLens = { verdicts = true },
        } } })
        """
    )
    open_note(editor, f"Bustillo said {QUOTE} [@{pineda_key(editor)}].")
    editor.nvim.exec_lua("vim.lsp.inlay_hint.enable(true, { bufnr = 0 })")

    def hints():
        return editor.nvim.exec_lua(
            "return vim.tbl_map(function(h) return vim.inspect(h.inlay_hint.label) end, vim.lsp.inlay_hint.get({ bufnr = 0 }))"
        )

    wait_for("the full name", lambda: any("Héctor" in label for label in hints()))
    wait_for("author and year", lambda: any("2024" in label for label in hints()))

    def lenses():
        editor.nvim.exec_lua("vim.lsp.codelens.refresh({ bufnr = 0 })")
        return editor.nvim.exec_lua(
            "return vim.tbl_map(function(l) return l.command and l.command.title or '' end, vim.lsp.codelens.get(0))"
        )

    wait_for("the counts", lambda: lenses() == ["1 quotation: 1 verified"])


def nothing_is_hinted_unasked(editor):
    open_note(editor, f"Bustillo said {QUOTE} [@{pineda_key(editor)}].")
    answers = editor.nvim.exec_lua(
        """
        local document = { uri = vim.uri_from_bufnr(0) }
        local range = { start = { line = 0, character = 0 }, ['end'] = { line = 9, character = 0 } }
        local hints = vim.lsp.buf_request_sync(0, 'textDocument/inlayHint', { textDocument = document, range = range }, 9000)
        local lenses = vim.lsp.buf_request_sync(0, 'textDocument/codeLens', { textDocument = document }, 9000)
        local count = 0
        for _, answers in ipairs({ hints or {}, lenses or {} }) do
          for _, answer in pairs(answers) do
            count = count + (type(answer.result) == 'table' and #answer.result or 0)
          end
        end
        return count
        """
    )
    assert answers == 0, answers


def the_card_stands_beside_the_note(editor):
    open_note(editor, "Rear Admiral Héctor Bustillo was there.")
    editor.cursor_to("Bustillo", into=2)
    settle(editor)
    name = editor.place()[0]
    editor.keys(":Ibid card<CR>")
    wait_for("a second window", lambda: len(editor.nvim.windows) == 2)
    assert editor.place()[0] == name, "the note keeps the cursor"
    card = "\n".join(editor.nvim.windows[1].buffer[:])
    assert card.startswith("# Héctor Bustillo") and "navy" in card, card
    editor.keys(":Ibid card halvorsen<CR>")
    wait_for("the other card", lambda: editor.nvim.windows[1].buffer[0] == "# Ingeborg Halvorsen")
    assert len(editor.nvim.windows) == 2


def words_are_found_and_opened(editor):
    open_note(editor, "")
    editor.keys(":Ibid find every buoy out there stands<CR>")
    expected = (PINEDA, line_of(editor.workspace.article(PINEDA), "Every buoy out there"))
    wait_for("the place", lambda: editor.place() == expected)
    assert editor.nvim.funcs.getqflist()[0]["text"].startswith(("verbatim", "typographic"))


def the_original_of_a_citation_opens(editor):
    open_note(editor, f"He said {QUOTE} [@{pineda_key(editor)}].")
    editor.cursor_to("@" + pineda_key(editor), into=3)
    settle(editor)
    editor.keys(":Ibid original<CR>")
    wait_for("the article", lambda: editor.place()[0] == PINEDA)


def the_index_is_rebuilt(editor):
    open_note(editor, "Nothing yet.")
    editor.keys(":Ibid reb<Tab><CR>")
    wait_for("a word about it", lambda: "made anew" in editor.nvim.command_output("messages"))


def the_health_check_finds_the_program_and_the_workspace(editor):
    open_note(editor, "")
    editor.nvim.command("checkhealth ibid")
    text = "\n".join(editor.nvim.current.buffer[:])
    assert "ERROR" not in text and "WARNING" not in text, text
    assert "Running in" in text and "belongs to the workspace" in text, text


def the_help_has_valid_tags(editor):
    copy = editor.workspace.home / "doc"
    shutil.copytree(PLUGIN / "doc", copy)
    editor.nvim.command(f"helptags {copy}")
    tags = [line.split("\t")[0] for line in (copy / "tags").read_text().splitlines()]
    assert {"ibid", "ibid.txt", "g:ibid_completion"} <= set(tags), tags


def a_source_without_a_file_is_hovered_and_found_in_its_bibliography(editor):
    open_note(editor, "See [@aguirreThreeShores1998].")
    editor.cursor_to("aguirreThree", into=3)
    text = hover(editor)
    assert "Aguirre, Marta Inés. 1998. Three Shores" in text and "No text to check" in text, text
    bibliography = editor.workspace.root / "corpus" / "references.bib"
    editor.keys("<Esc>")
    editor.cursor_to("aguirreThree", into=3)
    jump(editor, (bibliography.name, line_of(bibliography, "@book{aguirreThreeShores1998")))


def a_bibliography_that_changes_takes_effect(editor):
    open_note(editor, "See [@newcomer2020].")
    wait_for("the unknown key", lambda: editor.codes() == ["citation-unknown"])
    bibliography = editor.workspace.root / "corpus" / "references.bib"
    with bibliography.open("a", encoding="utf-8") as file:
        file.write("\n@book{newcomer2020, title = {New}, author = {Comer, N.}, year = 2020}\n")
    # Neovim tells of changed files on some systems only; a note that is saved is a good moment to look.
    editor.keys(":write<CR>")
    wait_for("the known key", lambda: editor.codes() == [])


TESTS = [
    a_note_attaches_with_the_workspace_as_root,
    a_file_outside_of_any_workspace_starts_nothing,
    a_name_is_completed_from_a_near_spelling,
    a_menu_opens_while_a_name_is_typed,
    a_citation_key_is_completed,
    hover_explains_an_actor,
    hover_on_a_quotation_begins_with_the_verdict,
    definition_leads_to_the_line_that_introduces_an_actor,
    definition_leads_from_a_quotation_to_the_very_words,
    definition_leads_into_the_text_of_a_pdf,
    definition_leads_into_the_text_of_a_page,
    a_diagnostic_comes_as_a_quotation_breaks_and_goes_as_it_is_mended,
    a_source_without_a_file_is_hovered_and_found_in_its_bibliography,
    a_bibliography_that_changes_takes_effect,
    hover_works_inside_an_article,
    an_article_outside_of_the_workspace_joins_the_client_it_was_opened_from,
    names_and_quotations_are_coloured_by_what_is_known,
    a_name_is_renamed_everywhere_but_inside_quotations,
    hints_and_lenses_are_shown_to_those_who_ask,
    nothing_is_hinted_unasked,
    the_card_stands_beside_the_note,
    words_are_found_and_opened,
    the_original_of_a_citation_opens,
    the_index_is_rebuilt,
    the_health_check_finds_the_program_and_the_workspace,
    the_help_has_valid_tags,
]


def run(test) -> bool:
    workspace = Workspace()
    editor = None
    started = time.monotonic()
    try:
        editor = Editor(workspace)
        RUNNING.append(editor)
        test(editor)
        editor.close()
        print(f"ok    {test.__name__}  ({time.monotonic() - started:.1f} s)", flush=True)
        return True
    except Exception:
        print(f"FAIL  {test.__name__}", flush=True)
        traceback.print_exc()
        return False
    finally:
        if editor:
            editor.kill()
            RUNNING.remove(editor)
        workspace.close()


RUNNING = []
"""The editor of the test that runs."""


def main() -> int:
    chosen = [test for test in TESTS if not sys.argv[1:] or any(word in test.__name__ for word in sys.argv[1:])]
    passed = 0

    def out_of_time(_signal, _frame):
        # Not an exception: whatever waits for Neovim could swallow it.
        for editor in RUNNING:
            editor.kill()
            editor.workspace.close()
        print(f"FAIL  the whole run took more than {TIME_LIMIT} s")
        print(f"{passed} passed, {len(chosen) - passed} failed", flush=True)
        os._exit(1)

    signal.signal(signal.SIGALRM, out_of_time)
    signal.alarm(TIME_LIMIT)
    for test in chosen:
        passed += run(test)
    print(f"{passed} passed, {len(chosen) - passed} failed")
    return 0 if chosen and passed == len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main())
