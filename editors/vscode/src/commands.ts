import * as vscode from "vscode";
import { ExecuteCommandRequest, type LanguageClient } from "vscode-languageclient/node";

import { CardPages } from "./cards";

interface Place {
  location: { uri: string; range: { start: Position; end: Position } };
  key: string;
  title: string | null;
  text: string;
  verdict: "verbatim" | "typographic" | "elided" | "altered";
}

interface Position {
  line: number;
  character: number;
}

interface Original {
  uri: string;
  url: string | null;
  title: string | null;
  readable: boolean;
}

interface Card {
  title: string;
  markdown: string;
}

/** Registers the commands that ask the server; `running` gives it, where it runs. */
export function registerCommands(context: vscode.ExtensionContext, running: () => LanguageClient | undefined): void {
  const cards = new CardPages();
  const ask = async <T>(command: string, argument?: unknown): Promise<T | null | undefined> => {
    const client = running();
    if (client === undefined) {
      void vscode.window.showWarningMessage("The ibid server is not running. “ibid: Restart the Server” says why.");
      return undefined;
    }
    const params = { command, arguments: argument === undefined ? [] : [argument] };
    return (await client.sendRequest(ExecuteCommandRequest.method, params)) as T | null;
  };
  context.subscriptions.push(
    cards,
    vscode.commands.registerCommand("ibid.showCard", () => showCard(cards, ask)),
    vscode.commands.registerCommand("ibid.findQuotation", () => findQuotation(ask)),
    vscode.commands.registerCommand("ibid.openOriginal", () => openOriginal(ask)),
    vscode.commands.registerCommand("ibid.rebuildIndex", () => ask("ibid.rebuild")),
  );
}

type Ask = <T>(command: string, argument?: unknown) => Promise<T | null | undefined>;

/** The place of the cursor as the protocol has it. */
function cursor(editor: vscode.TextEditor): unknown {
  const { line, character } = editor.selection.active;
  return { textDocument: { uri: editor.document.uri.toString() }, position: { line, character } };
}

/** The card of the actor under the cursor, beside the note; where there is none, of one that is asked for. */
async function showCard(cards: CardPages, ask: Ask): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  let card = editor === undefined ? null : await ask<Card>("ibid.card", cursor(editor));
  if (card === undefined) {
    return;
  }
  if (card === null) {
    const name = await vscode.window.showInputBox({
      title: "Show an Actor’s Card",
      prompt: "A person, an organisation or a state, in any spelling",
    });
    if (!name) {
      return;
    }
    card = await ask<Card>("ibid.card", name);
    if (!card) {
      void vscode.window.showInformationMessage(`No actor of this corpus is called anything like “${name}”.`);
      return;
    }
  }
  await cards.show(card.title, card.markdown);
}

/** Asks for words, with the selection as a proposal, and leads to where they stand. */
async function findQuotation(ask: Ask): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection).trim() ?? "";
  const words = await vscode.window.showInputBox({
    title: "Find a Quotation",
    prompt: "Words that an article may hold, exactly or nearly",
    value: selected,
  });
  if (!words) {
    return;
  }
  const places = await ask<Place[]>("ibid.find", words);
  if (!places) {
    return;
  }
  if (places.length === 0) {
    void vscode.window.showInformationMessage("These words stand nowhere in the articles, nor any near them.");
    return;
  }
  const items = places.map((place) => ({
    label: `$(${place.verdict === "altered" ? "warning" : "check"}) ${place.text}`,
    description: place.verdict === "altered" ? "nearly" : place.verdict,
    detail: `${place.title ?? place.key}, line ${place.location.range.start.line + 1}`,
    place,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: places.length === 1 ? "1 place" : `${places.length} places`,
    placeHolder: "Choose one to open it",
    matchOnDetail: true,
  });
  if (chosen) {
    const { start, end } = chosen.place.location.range;
    const selection = new vscode.Range(start.line, start.character, end.line, end.character);
    await vscode.window.showTextDocument(vscode.Uri.parse(chosen.place.location.uri), { selection });
  }
}

/** Opens the file or the web page of the article under the cursor. */
async function openOriginal(ask: Ask): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return;
  }
  const original = await ask<Original>("ibid.original", cursor(editor));
  if (original === undefined) {
    return;
  }
  if (original === null) {
    void vscode.window.showInformationMessage("Nothing here leads to an article: put the cursor on a citation, a quotation or a name.");
    return;
  }
  const file = vscode.Uri.parse(original.uri);
  const openFile = async (): Promise<void> => {
    if (original.readable) {
      await vscode.window.showTextDocument(file);
    } else {
      await vscode.env.openExternal(file);
    }
  };
  if (original.url === null) {
    return openFile();
  }
  const url = vscode.Uri.parse(original.url);
  const choices = [
    { label: "$(file) The file", description: vscode.workspace.asRelativePath(file), open: openFile },
    { label: "$(globe) The web page", description: original.url, open: () => vscode.env.openExternal(url) },
  ];
  const title = original.title ?? "The original";
  await (await vscode.window.showQuickPick(choices, { title, matchOnDescription: true }))?.open();
}
