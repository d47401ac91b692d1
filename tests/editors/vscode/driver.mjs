// Drives the real VS Code with the extension in it, by keys and mouse, over copies of the sample corpus.

import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
export const TOOLS = process.env.IBID_VSCODE ?? path.join(ROOT, "target/editors/vscode");
const { chromium } = createRequire(path.join(TOOLS, "package.json"))("playwright-core");
const CODE_SERVER = path.join(TOOLS, "node_modules/code-server/out/node/entry.js");

/** Milliseconds that anything may take before the test fails. */
export const PATIENCE = 45_000;

/** What clears the screen of everything that is not asked about. */
const SETTINGS = {
  "chat.disableAIFeatures": true,
  "editor.minimap.enabled": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "git.enabled": false,
  "git.openRepositoryInParentFolders": "never",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

const RUNNING = new Set();

/** Ends every VS Code that runs. */
export async function closeAll() {
  for (const code of RUNNING) {
    await code.close();
  }
}

/** A VS Code with a browser that shows it. Leaves no process and no folder behind. */
export class VsCode {
  #mark = `IBID_TEST_RUN=${randomUUID()}`;
  #log = "";

  /**
   * Installs `vsix` into a VS Code and starts it. `home` is the folder that it lives in, a fresh one where none is given; one
   * that is given stays, and without `vsix` has the extension already. `searchPath` is the PATH that it finds programs on;
   * `trusted` says whether folders are trusted; `prepare` may change the installed extension before it runs.
   */
  static async start(vsix, { home, settings = {}, searchPath = "/usr/bin:/bin", trusted = true, prepare } = {}) {
    return VsCode.#made(home, searchPath, async (code) => {
      await code.#install(vsix, settings);
      await prepare?.(path.join(code.extensions, fs.readdirSync(code.extensions).find((one) => one.startsWith("ibid."))));
      await code.#begin(trusted);
    });
  }

  /** Installs `vsix` into the VS Code that lives in `home`. */
  static async install(vsix, home) {
    const code = await VsCode.#made(home, process.env.PATH, (code) => code.#install(vsix, {}));
    await code.close();
  }

  static async #made(home, searchPath, make) {
    const code = new VsCode();
    RUNNING.add(code);
    try {
      await code.#settle(home, searchPath);
      await make(code);
      return code;
    } catch (error) {
      await code.close();
      throw error;
    }
  }

  async #settle(home, searchPath) {
    this.stays = home !== undefined;
    this.home = home ?? fs.mkdtempSync(path.join(os.tmpdir(), "ibid-vscode-"));
    this.port = await freePort();
    const [name, value] = this.#mark.split("=");
    this.environment = {
      HOME: this.home,
      LANG: "C.UTF-8",
      PATH: searchPath,
      EXTENSIONS_GALLERY: '{"serviceUrl":""}',
      [name]: value,
    };
    this.data = path.join(this.home, "data");
    this.extensions = path.join(this.home, "extensions");
    const config = path.join(this.home, "config.yaml");
    fs.writeFileSync(config, `bind-addr: 127.0.0.1:${this.port}\nauth: none\n`);
    this.common = ["--config", config, "--user-data-dir", this.data, "--extensions-dir", this.extensions];
  }

  async #install(vsix, settings) {
    fs.mkdirSync(path.join(this.data, "User"), { recursive: true });
    fs.writeFileSync(path.join(this.data, "User/settings.json"), JSON.stringify({ ...SETTINGS, ...settings }));
    if (!vsix) {
      return;
    }
    const installed = this.#run([...this.common, "--install-extension", vsix]);
    const code = await withLimit("the extension to be installed", new Promise((ended) => installed.on("exit", ended)));
    if (code !== 0) {
      throw new Error(`the extension could not be installed\n${this.#log}`);
    }
  }

  async #begin(trusted) {
    const quiet = ["--disable-telemetry", "--disable-update-check", ...(trusted ? ["--disable-workspace-trust"] : [])];
    this.#run([...this.common, ...quiet, "--reconnection-grace-time", "3"]);
    await until("VS Code to listen", () => answers(this.port));

    this.browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      env: { ...this.environment, PATH: "/usr/bin:/bin" },
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      ],
    });
  }

  #run(args) {
    const process_ = spawn(process.execPath, [CODE_SERVER, ...args], {
      env: this.environment,
      cwd: this.home,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    for (const stream of [process_.stdout, process_.stderr]) {
      stream.on("data", (chunk) => (this.#log += chunk));
    }
    return process_;
  }

  /** A window over a fresh copy of the sample corpus. */
  async window({ size = { width: 1200, height: 760 }, files = {}, theme = "Dark Modern" } = {}) {
    const root = fs.mkdtempSync(path.join(this.home, "work-"));
    const workspace = path.join(root, "fonseca");
    fs.cpSync(path.join(ROOT, "corpus"), path.join(workspace, "corpus"), { recursive: true });
    fs.cpSync(path.join(ROOT, "ibid.toml"), path.join(workspace, "ibid.toml"));
    const settings = { "workbench.colorTheme": theme };
    for (const [at, text] of Object.entries({ ".vscode/settings.json": JSON.stringify(settings), ...files })) {
      fs.mkdirSync(path.dirname(path.join(workspace, at)), { recursive: true });
      fs.writeFileSync(path.join(workspace, at), text);
    }
    return this.windowOver(workspace, size);
  }

  /** A window over a folder as it lies there. */
  async windowOver(workspace, size = { width: 1200, height: 760 }) {
    const context = await this.browser.newContext({ viewport: size });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`http://127.0.0.1:${this.port}/?folder=${encodeURIComponent(workspace)}`);
    const window = new Window(page, context, workspace);
    await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
    return window;
  }

  /** Processes that carry this run's mark in their environment. */
  processes() {
    const found = [];
    for (const entry of fs.readdirSync("/proc")) {
      if (/^\d+$/.test(entry)) {
        try {
          if (fs.readFileSync(`/proc/${entry}/environ`, "utf8").includes(this.#mark)) {
            found.push(Number(entry));
          }
        } catch {
          // It has ended, or is somebody else's.
        }
      }
    }
    return found;
  }

  /** Ends everything; fails if a server of ibid's outlives its window. */
  async close() {
    RUNNING.delete(this);
    await this.browser?.close();
    for (const signal of ["SIGTERM", "SIGKILL"]) {
      for (const id of this.processes()) {
        try {
          process.kill(id, signal);
        } catch {
          // It has ended meanwhile.
        }
      }
      await until("all processes to end", () => this.processes().length === 0, 8_000).catch(() => undefined);
    }
    const left = this.processes();
    if (this.home && !this.stays) {
      fs.rmSync(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
    if (left.length > 0) {
      throw new Error(`processes outlive the test: ${left.join(", ")}`);
    }
  }

  /** The last words of VS Code's own log. */
  log() {
    return this.#log.slice(-4000);
  }
}

/** One window of VS Code, as its user sees and touches it. */
export class Window {
  constructor(page, context, workspace) {
    this.page = page;
    this.context = context;
    this.workspace = workspace;
    this.notes = 0;
    this.words = "";
  }

  // What a user does.

  /** Presses a key or a chord: "Control+Space", "F12". */
  async press(...chords) {
    for (const chord of chords) {
      await this.page.keyboard.press(chord);
    }
  }

  /** Types words, letter by letter. */
  async type(words, delay = 40) {
    await this.page.keyboard.type(words, { delay });
  }

  /** Writes a note to disk and opens it by its name. */
  async note(text, name = `note-${++this.notes}.md`) {
    const file = path.join(this.workspace, "corpus/notes", name);
    fs.writeFileSync(file, text);
    await this.open(file);
    this.words = text;
  }

  /** Opens a file by its path: a name alone would be looked for in a list that may be older than the file. */
  async open(file) {
    const name = path.basename(file);
    await this.press("Control+p");
    await this.asked("");
    await this.type(file, 0);
    const row = this.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: name }).first();
    await row.waitFor();
    await row.click();
    await this.shows(`${name} to be open`, async () => (await this.title()).includes(name));
    await this.page.locator(".editor-group-container.active .view-line").first().waitFor();
  }

  /** Saves the note and closes everything that is open. */
  async clear() {
    await this.press("Escape", "Escape", "Control+s");
    await this.shows("the note to be saved", async () => (await this.page.locator(".tab.dirty").count()) === 0);
    await this.command("View: Close All Editors");
    await this.shows("all to be closed", async () => (await this.page.locator(".tab").count()) === 0);
  }

  /** Puts the cursor before the first occurrence of `words` in the note as it was opened, `into` characters further on. */
  async cursorTo(words, into = 0) {
    const lines = this.words.split("\n");
    const line = lines.findIndex((one) => one.includes(words));
    if (line < 0) {
      throw new Error(`“${words}” does not stand in the note`);
    }
    await this.goTo(line + 1, lines[line].indexOf(words) + into + 1);
  }

  /** Waits until VS Code asks for words under this title. */
  async asked(title) {
    const widget = this.page.locator(".quick-input-widget");
    await this.shows(`the question “${title}”`, async () => {
      const shown = (await widget.isVisible()) ? await widget.locator(".quick-input-title").innerText() : undefined;
      const ready = await widget.locator("input:focus").count();
      return shown !== undefined && shown.trim() === title && ready > 0;
    });
  }

  /** Puts the cursor at a line and column, from 1, with VS Code's own "Go to Line". */
  async goTo(line, column) {
    await this.press("Control+g");
    await this.asked("");
    await this.type(`${line}:${column}`, 0);
    await this.press("Enter");
    await this.shows(`the cursor at ${line}:${column}`, async () => {
      const place = await this.page.locator("#status\\.editor\\.selection").innerText();
      return place.includes(`Ln ${line},`) && (await this.page.locator(".quick-input-widget").isHidden());
    });
  }

  /** Runs a command of the palette by its title. */
  async command(title) {
    await this.press("F1");
    await this.asked("");
    await this.type(title, 0);
    const row = this.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: title }).first();
    await row.waitFor();
    await row.click();
  }

  // What a user sees.

  /** Waits until `question` is true. */
  async shows(what, question, patience = PATIENCE) {
    return until(what, question, patience);
  }

  title() {
    return this.page.title();
  }

  /** What the status bar says of ibid. */
  async status() {
    const item = this.page.locator(".statusbar-item").filter({ hasText: /article|ibid/ });
    return (await item.count()) === 0 ? "" : (await item.first().innerText()).trim();
  }

  /** Waits until the articles are read. */
  async ready() {
    await this.shows("the articles to be read", async () => /\d+ articles?/.test(await this.status()));
  }

  /** The lines of the editor that are on screen. */
  async text() {
    const lines = await this.page.locator(".editor-group-container.active .view-line").evaluateAll((all) =>
      all
        .map((line) => [parseFloat(line.style.top), line.textContent])
        .sort(([a], [b]) => a - b)
        .map(([, text]) => text),
    );
    return lines.join("\n").replaceAll("\u00a0", " ");
  }

  /** The line of the editor that the cursor is in. */
  async selectedLine() {
    const cursor = await this.page.locator(".editor-group-container.active .cursors-layer .cursor").first().boundingBox();
    const lines = await this.page.locator(".editor-group-container.active .view-line").all();
    for (const line of lines) {
      const box = await line.boundingBox();
      if (cursor && box && box.y <= cursor.y + 1 && cursor.y < box.y + box.height) {
        return (await line.innerText()).replaceAll("\u00a0", " ");
      }
    }
    return "";
  }

  /** The entries of the list of suggestions that is shown. */
  suggestions() {
    return this.page.locator(".suggest-widget.visible .monaco-list-row").allInnerTexts();
  }

  /** The text of the hover that is shown. */
  async hover() {
    const rows = this.page.locator(".monaco-hover:not(.hidden) .hover-row");
    return (await rows.allInnerTexts()).join("\n");
  }

  /** The text of pages beside the editor, which lie in frames of their own. */
  async frames() {
    const text = (frame) => frame.evaluate(() => document.body?.innerText ?? "").catch(() => "");
    return (await Promise.all(this.page.frames().slice(1).map(text))).join("\n");
  }

  squiggles(kind = "error") {
    return this.page.locator(`.squiggly-${kind}`).count();
  }

  problems() {
    return this.page.locator(".markers-panel-container .monaco-list-row").allInnerTexts();
  }

  notifications() {
    return this.page.locator(".notification-list-item").allInnerTexts();
  }

  picture(file) {
    return this.page.screenshot({ path: file, animations: "disabled", caret: "hide" });
  }

  close() {
    return this.context.close();
  }
}

/** Asks `question` until its answer is true, and returns it. */
export async function until(what, question, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await question();
    if (answer) {
      return answer;
    }
    if (Date.now() > end) {
      throw new Error(`waited ${patience / 1000} s in vain for ${what}`);
    }
    await new Promise((later) => setTimeout(later, 50));
  }
}

async function withLimit(what, promise, patience = PATIENCE) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`waited ${patience / 1000} s in vain for ${what}`)), patience);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function freePort() {
  return new Promise((found, failed) => {
    const server = net.createServer();
    server.on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

function answers(port) {
  return new Promise((answer) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      answer(true);
    });
    socket.on("error", () => answer(false));
  });
}
