import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

interface CorpusStatus {
  indexing: boolean;
  articles: number;
  unreadable: number;
}

interface NoteStatus {
  uri: string;
  verified: number;
  wrong: number;
  unchecked: number;
  uncited: number;
}

/** Reading that ends sooner is not worth a flicker, in milliseconds. */
const WORTH_SHOWING = 400;

/** What ibid knows, at the edge of the window: the corpus, and the verdicts on the note that is looked at. */
export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("ibid.status", vscode.StatusBarAlignment.Left, 50);
  private readonly notes = new Map<string, NoteStatus>();
  private readonly watching: vscode.Disposable[];
  private corpus: CorpusStatus | undefined;
  private showsIndexing = false;
  private timer: NodeJS.Timeout | undefined;
  private trouble: string | undefined;

  constructor() {
    this.item.name = "ibid";
    this.watching = [
      vscode.window.onDidChangeActiveTextEditor(() => this.draw()),
      vscode.workspace.onDidCloseTextDocument((document) => this.notes.delete(document.uri.toString())),
    ];
  }

  /** Listens to a server that is about to start. */
  follow(client: LanguageClient): void {
    this.trouble = undefined;
    this.corpus = undefined;
    this.notes.clear();
    client.onNotification("ibid/status", (status: CorpusStatus) => this.takeIn(status));
    client.onNotification("ibid/verdicts", (status: NoteStatus) => {
      this.notes.set(vscode.Uri.parse(status.uri).toString(), status);
      this.draw();
    });
    this.draw();
  }

  /** Says that the server does not run, and why. */
  failed(trouble: string): void {
    this.trouble = trouble;
    this.draw();
  }

  private takeIn(status: CorpusStatus): void {
    this.corpus = status;
    clearTimeout(this.timer);
    if (status.indexing) {
      const first = status.articles === 0;
      this.timer = setTimeout(() => this.showIndexing(true), first ? 0 : WORTH_SHOWING);
    } else {
      this.showIndexing(false);
    }
  }

  private showIndexing(shown: boolean): void {
    this.showsIndexing = shown;
    this.draw();
  }

  private draw(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== "markdown" && document?.languageId !== "plaintext") {
      this.item.hide();
      return;
    }
    if (this.trouble !== undefined) {
      this.item.text = "$(error) ibid";
      this.item.tooltip = `ibid is not running: ${this.trouble}`;
      this.item.command = "ibid.restart";
      this.item.backgroundColor = new vscode.ThemeColor("statusBarItem.errorBackground");
    } else {
      const note = this.notes.get(document.uri.toString());
      this.item.text = `${this.showsIndexing ? "$(sync~spin)" : "$(quote)"} ${this.words(note)}`;
      this.item.tooltip = this.details(note);
      this.item.command = "workbench.actions.view.problems";
      this.item.backgroundColor = undefined;
    }
    this.item.show();
  }

  private words(note: NoteStatus | undefined): string {
    if (this.corpus === undefined || (this.showsIndexing && this.corpus.articles === 0)) {
      return "ibid: reading articles";
    }
    const articles = counted(this.corpus.articles, "article");
    const verdicts = note === undefined ? [] : counts(note);
    return [articles, ...verdicts].join(" · ");
  }

  private details(note: NoteStatus | undefined): vscode.MarkdownString {
    const lines = ["**ibid**"];
    if (this.corpus !== undefined) {
      const { articles, unreadable } = this.corpus;
      lines.push(articles === 0 ? NO_ARTICLES : `${counted(articles, "article")} in the corpus`);
      if (unreadable > 0) {
        lines.push(`${counted(unreadable, "file")} could not be read; \`ibid inspect\` says why`);
      }
    }
    if (note !== undefined) {
      const quotations = note.verified + note.wrong + note.unchecked + note.uncited;
      const verdicts = quotations === 0 ? "" : `: ${counts(note).join(", ")}`;
      lines.push(`${counted(quotations, "quotation")} in this note${verdicts}`);
    }
    lines.push("_Click for the Problems panel_");
    return new vscode.MarkdownString(lines.join("\n\n"));
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.item.dispose();
    this.watching.forEach((one) => one.dispose());
  }
}

const NO_ARTICLES = "No articles: put some into a folder `corpus`, or name their folder in `ibid.toml`";

function counted(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

function counts(note: NoteStatus): string[] {
  const all: [number, string][] = [
    [note.verified, "verified"],
    [note.wrong, "wrong"],
    [note.unchecked, "unchecked"],
    [note.uncited, "uncited"],
  ];
  return all.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
}
