import * as vscode from "vscode";

/** An actor's card beside the note: one panel, which shows the last card that was asked for. */
export class CardPages implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;

  /** Shows a card; the note keeps the cursor. */
  async show(title: string, markdown: string): Promise<void> {
    // VS Code's own rendering of Markdown, without any HTML of the text's.
    const body = await vscode.commands.executeCommand<string>("markdown.api.render", markdown);
    if (this.panel === undefined) {
      const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      this.panel = vscode.window.createWebviewPanel("ibid.card", title, place, { enableFindWidget: true });
      this.panel.onDidDispose(() => (this.panel = undefined));
    }
    this.panel.title = title;
    this.panel.webview.html = page(body);
    this.panel.reveal(undefined, true);
  }

  dispose(): void {
    this.panel?.dispose();
  }
}

/** A page on which nothing can run and nothing is fetched: the card is made of strangers' words. */
function page(body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
  body { max-width: 44em; padding: 0 1.5em 2em; line-height: 1.55; font-size: var(--vscode-font-size); }
  /* The card begins with the actor's name. */
  body > p:first-child { font-size: 1.15em; margin: 1.2em 0; }
  blockquote { margin: 0.9em 0; padding: 0.1em 0 0.1em 1em; border-left: 3px solid var(--vscode-textBlockQuote-border); }
  code { color: var(--vscode-descriptionForeground); }
  hr { border: 0; border-top: 1px solid var(--vscode-widget-border, #8884); }
</style>
</head>
<body>${body}</body>
</html>`;
}
