import * as vscode from "vscode";

const SCHEME = "ibid-card";

/** Actors' cards as read-only pages, shown beside the note in VS Code's own preview of Markdown. */
export class CardPages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  private readonly pages = new Map<string, string>();
  readonly onDidChange = this.changed.event;

  /** Shows a card; the note keeps the cursor. */
  async show(title: string, markdown: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title.replaceAll("/", "∕")}.md` });
    this.pages.set(uri.path, `# ${title}\n\n${markdown}\n`);
    this.changed.fire(uri);
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.pages.get(uri.path) ?? "This card is no longer known. Show it again from a note.\n";
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
