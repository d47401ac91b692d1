// The extension in the real VS Code, used with real keys over copies of the sample corpus.
//
// Usage: test_vscode.mjs [WORD…]   (only the tests whose name contains a word)

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";

import { closeAll, ROOT, TOOLS, VsCode } from "./driver.mjs";

/** The run ends after so many milliseconds, whatever happens. */
const TIME_LIMIT = 480_000;

const VSIX = path.join(TOOLS, "ibid.vsix");
const FAILURES = path.join(TOOLS, "failures");

const PINEDA = "tidewater-fonseca-railway.txt";
const QUOTE = "Every buoy out there stands where the Court put it in 1992";
const SILT = "I did not write that it would hold for six years by itself";
const KEY = citedIn("We are not building a rival");
const SOUND = `# Honduras\n\nHe said “${QUOTE}” [@${KEY}].\n\nMore follows.\n`;
const BROKEN = SOUND.replace("1992", "1929");

/** The key that the sample's own notes cite behind `words`. */
function citedIn(words) {
  const note = fs.readFileSync(path.join(ROOT, "corpus/notes/01-fonseca-brief.md"), "utf8");
  return note.split(words)[1].split("@")[1].split("]")[0];
}

/** The line of an article, from 1, in which `words` stand first. */
function lineOf(article, words) {
  const lines = fs.readFileSync(path.join(ROOT, "corpus/articles", article), "utf8").split("\n");
  return lines.findIndex((line) => line.includes(words)) + 1;
}

async function isAt(window, file, line) {
  await window.shows(`${file}, line ${line}`, async () => {
    const place = await window.page.locator("#status\\.editor\\.selection").innerText();
    return (await window.title()).includes(file) && place.includes(`Ln ${line},`);
  });
}

/** Every test takes a window over the sample corpus, and opens a note of its own in it. */
const TESTS = {
  async the_status_bar_tells_of_articles_and_verdicts(window) {
    await window.note(`${SOUND}\nAnd “${QUOTE.replace("1992", "1929")}” [@${KEY}].\n`);
    await window.ready();
    await window.shows("the verdicts", async () => /1 verified · 1 wrong/.test(await window.status()));
    assert.match(await window.status(), /^\d+ articles · 1 verified · 1 wrong$/);
  },

  async a_name_is_offered_while_it_is_typed_and_accepted(window) {
    await window.note("# Honduras\n\n");
    await window.ready();
    await window.goTo(3, 1);
    await window.type("Seen with Hector Bustil");
    await window.shows("Bustillo", async () => (await window.suggestions()).some((one) => one.includes("Bustillo")));
    await window.press("ArrowDown", "Enter");
    await window.shows("the name", async () => (await window.text()).includes("Seen with Héctor Bustillo"));
    await window.type(" today.");
    await window.shows("the rest", async () => (await window.text()).includes("Héctor Bustillo today."));
  },

  async enter_is_enter_while_nothing_is_chosen(window) {
    await window.note("# Honduras\n\n");
    await window.ready();
    await window.goTo(3, 1);
    await window.type("Then Halvor");
    await window.shows("a name", async () => (await window.suggestions()).some((one) => one.includes("Halvorsen")));
    await window.press("Enter");
    await window.shows("a new line", async () => /Then Halvor\n/.test(await window.text()));
  },

  async a_key_is_offered_behind_an_at_sign(window) {
    await window.note("# Honduras\n\n");
    await window.ready();
    await window.goTo(3, 1);
    await window.type("Seen there [@pined");
    await window.shows("the key", async () => (await window.suggestions()).some((one) => one.includes(KEY)));
  },

  async hover_shows_the_card_of_an_actor(window) {
    await window.note("# Honduras\n\nRear Admiral Héctor Bustillo was there.\n");
    await window.ready();
    await window.cursorTo("Bustillo", 2);
    await window.press("Control+k", "Control+i");
    await window.shows("the card", async () => (await window.hover()).includes("navy"));
    assert.match(await window.hover(), /^Héctor Bustillo/);
  },

  async definition_leads_into_the_article_that_introduces_an_actor(window) {
    await window.note("# Honduras\n\nThe woman from Bergen is Ingeborg Halvorsen.\n");
    await window.ready();
    await window.cursorTo("Halvorsen", 2);
    await window.press("F12");
    await isAt(window, PINEDA, lineOf(PINEDA, "Dr Ingeborg Halvorsen, a maritime lawyer"));
  },

  async definition_leads_from_a_quotation_to_the_very_words(window) {
    await window.note(SOUND);
    await window.ready();
    await window.cursorTo("Every buoy", 3);
    await window.press("F12");
    await isAt(window, PINEDA, lineOf(PINEDA, "Every buoy out there"));
  },

  async definition_leads_into_the_text_of_a_pdf(window) {
    await window.note(`# Silt\n\nAakre wrote that “${SILT}” [[quayside-silt.pdf]].\n`);
    await window.shows("the verdict", async () => (await window.status()).includes("1 verified"));
    await window.cursorTo(SILT, 3);
    await window.press("F12");
    await window.shows("the text of the PDF", async () => (await window.title()).includes("quayside-silt"));
    await window.shows("the very words", async () => (await window.selectedLine()).includes(SILT.slice(0, 20)));
  },

  async a_squiggle_comes_as_a_quotation_breaks_and_goes_as_it_is_mended(window) {
    await window.note(SOUND);
    await window.ready();
    await window.shows("the verdict", async () => (await window.status()).includes("1 verified"));
    assert.equal(await window.squiggles(), 0);
    await window.cursorTo("1992");
    await window.press("Delete", "Delete", "Delete", "Delete");
    await window.type("1929");
    await window.shows("a squiggle", async () => (await window.squiggles()) > 0);
    await window.press("Backspace", "Backspace", "Backspace", "Backspace");
    await window.type("1992");
    await window.shows("the squiggle to go", async () => (await window.squiggles()) === 0);
  },

  async the_quick_fix_puts_the_words_of_the_source_back(window) {
    await window.note(BROKEN);
    await window.shows("a squiggle", async () => (await window.squiggles()) > 0);
    await window.cursorTo("1929", 1);
    // The light bulb says that the fixes of this place are known.
    await window.page.locator(".lightBulbWidget").first().waitFor();
    await window.press("Control+.");
    const fix = window.page.locator(".action-widget .monaco-list-row").filter({ hasText: /source/ }).first();
    await fix.waitFor();
    await window.press("Enter");
    await window.shows("the fix", async () => (await window.text()).includes("put it in 1992"));
    await window.shows("the squiggle to go", async () => (await window.squiggles()) === 0);
  },

  async the_problems_panel_lists_what_is_wrong(window) {
    await window.note(BROKEN);
    await window.shows("a squiggle", async () => (await window.squiggles()) > 0);
    await window.press("Control+Shift+m");
    await window.shows("the findings of other notes", async () => (await window.problems()).length > 3);
    // The panel takes the keys for itself as its list arrives, so the field is filled wherever they go.
    await window.page.locator(".viewpane-filter input").fill("1992");
    await window.shows("the finding", async () => (await window.problems()).some((one) => one.includes("1992")));
    assert.ok((await window.problems()).some((one) => one.includes("quote-altered")), "with its code");
  },

  async the_card_stands_beside_the_note_when_asked_for(window) {
    await window.note("# Honduras\n\nRear Admiral Héctor Bustillo was there.\n");
    await window.ready();
    await window.cursorTo("Bustillo", 2);
    await window.command("ibid: Show an Actor’s Card");
    await window.shows("the card’s tab", async () =>
      (await window.page.locator(".tab").allInnerTexts()).some((tab) => tab.includes("Héctor Bustillo")),
    );
    await window.shows("the card", async () => (await window.frames()).includes("navy"));
    assert.match(await window.title(), /note-\d+\.md/, "the note keeps the cursor");
  },

  async a_quotation_is_found_by_its_words(window) {
    await window.note("# Honduras\n\n");
    await window.ready();
    await window.command("ibid: Find a Quotation");
    await window.asked("Find a Quotation");
    await window.type("every buoy out there stands", 0);
    await window.press("Enter");
    const row = window.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "Every buoy out there" });
    await row.first().waitFor();
    await row.first().click();
    await isAt(window, PINEDA, lineOf(PINEDA, "Every buoy out there"));
  },

  async the_original_of_a_citation_opens(window) {
    await window.note(SOUND);
    await window.ready();
    await window.cursorTo(KEY, 3);
    await window.command("ibid: Open the Article’s Original");
    const file = window.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "The file" });
    const opened = async () => (await window.title()).includes(PINEDA);
    await window.shows("the original", async () => (await opened()) || (await file.count()) > 0);
    if (!(await opened())) {
      await file.first().click();
    }
    await window.shows("the article", opened);
  },

  async a_new_article_is_known_after_the_index_is_rebuilt(window) {
    await window.note("# Honduras\n\n");
    await window.ready();
    const known = Number.parseInt(await window.status(), 10);
    const article = path.join(window.workspace, "corpus/articles/late.txt");
    fs.writeFileSync(article, "The Late Edition\n\nBy Nora Quist\n\nNothing happened on the quay, said Pilot Ulla Brandt.\n");
    await window.command("ibid: Rebuild the Index");
    await window.shows("all articles", async () => (await window.status()).startsWith(`${known + 1} articles`));
    fs.rmSync(article);
    await window.shows("one less", async () => (await window.status()).startsWith(`${known} articles`));
  },

  async names_and_quotations_have_colours_in_light_and_dark(window) {
    await window.note(`${BROKEN}\nHéctor Bustillo of Honduras was there.\n`);
    await window.ready();
    for (const [theme, style] of [["Light Modern", "vs"], ["Dark Modern", "vs-dark"]]) {
      const settings = path.join(window.workspace, ".vscode/settings.json");
      fs.writeFileSync(settings, JSON.stringify({ "workbench.colorTheme": theme }));
      await window.page.locator(`.monaco-workbench.${style}`).waitFor();
      await window.shows("a colour for the name", async () => {
        const name = await colour(window, "Bustillo");
        return name !== "" && name !== (await colour(window, "was there"));
      });
      assert.notEqual(await colour(window, "Every buoy"), await colour(window, "was there"), "a wrong quotation");
    }
  },

};

/** Tests that need a VS Code of their own. */
const TESTS_APART = {
  async a_folder_that_is_not_trusted_is_served_and_decides_nothing() {
    const settings = { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never" };
    const code = await VsCode.start(VSIX, { trusted: false, settings });
    try {
      const files = { ".vscode/settings.json": JSON.stringify({ "ibid.server.path": "/bin/false" }) };
      const window = await code.window({ files });
      await window.page.locator(".statusbar-item").filter({ hasText: "Restricted Mode" }).waitFor();
      await window.note(BROKEN);
      await window.shows("a squiggle", async () => (await window.squiggles()) > 0);
    } finally {
      await code.close();
    }
  },

  async a_server_for_another_platform_is_explained() {
    const code = await VsCode.start(VSIX, {
      prepare(extension) {
        fs.writeFileSync(path.join(extension, "server/ibid"), "\x7fELF not for this machine", { mode: 0o755 });
        fs.writeFileSync(path.join(extension, "server/TARGET"), "darwin-arm64\n");
      },
    });
    try {
      const window = await code.window();
      await window.note(SOUND);
      const said = async () => (await window.notifications()).join("\n");
      await window.shows("an explanation", async () => (await said()).includes("ibid cannot start"));
      assert.match(await said(), /this package of the extension is for darwin-arm64, and this machine is linux-/);
      assert.match(await said(), /Get ibid for linux-/);
      assert.match(await window.status(), /ibid/);
    } finally {
      await code.close();
    }
  },
};

/** The colour in which `words` are shown. */
function colour(window, words) {
  return window.page.evaluate((wanted) => {
    const spans = [...document.querySelectorAll(".view-line span span")];
    const span = spans.find((one) => one.textContent.replaceAll("\u00a0", " ").includes(wanted));
    return span === undefined ? "" : getComputedStyle(span).color;
  }, words);
}

/** Runs tests in a VS Code, and says how it went. */
class Run {
  passed = 0;
  failed = 0;

  async inWindows(tests) {
    if (tests.length === 0) {
      return;
    }
    this.code = await VsCode.start(VSIX);
    let window;
    for (const [name, test] of tests) {
      window ??= await this.code.window();
      const good = await this.one(name, async () => {
        await test(window);
        await window.clear();
      });
      if (!good) {
        await window.picture(path.join(FAILURES, `${name}.png`)).catch(() => undefined);
        // What a test that failed has left on the screen is not to trouble the next one.
        await window.close();
        window = undefined;
      }
    }
    await this.code.close();
  }

  async apart(tests) {
    for (const [name, test] of tests) {
      await this.one(name, test);
    }
  }

  async one(name, test) {
    const started = Date.now();
    try {
      await test();
      console.log(`ok    ${name}  (${((Date.now() - started) / 1000).toFixed(1)} s)`);
      this.passed += 1;
      return true;
    } catch (error) {
      console.log(`FAIL  ${name}\n${error.stack ?? error}`);
      this.failed += 1;
      return false;
    }
  }
}

async function main() {
  const words = process.argv.slice(2);
  const wanted = ([name]) => words.length === 0 || words.some((word) => name.includes(word));
  const [together, apart] = [TESTS, TESTS_APART].map((tests) => Object.entries(tests).filter(wanted));
  fs.rmSync(FAILURES, { recursive: true, force: true });
  const run = new Run();
  const alarm = setTimeout(async () => {
    console.log(`FAIL  the whole run took more than ${TIME_LIMIT / 1000} s`);
    await closeAll();
    process.exit(1);
  }, TIME_LIMIT);
  try {
    await run.inWindows(together);
    await run.apart(apart);
  } finally {
    await closeAll();
    clearTimeout(alarm);
  }
  console.log(`${run.passed} passed, ${run.failed} failed`);
  process.exitCode = run.passed > 0 && run.failed === 0 ? 0 : 1;
}

await main();
