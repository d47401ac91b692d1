import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

import { findServer } from "./server";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("ibid.restart", () => restart(context)),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("ibid.server.path")) {
        await restart(context);
      }
    }),
  );
  await start(context);
}

export async function deactivate(): Promise<void> {
  await stop();
}

async function start(context: vscode.ExtensionContext): Promise<void> {
  const setting = vscode.workspace.getConfiguration("ibid").get<string>("server.path", "");
  const search = await findServer(setting, context.asAbsolutePath("server"));
  if ("missing" in search) {
    void explain(search.missing);
    return;
  }
  const server: ServerOptions = { command: search.found, args: ["--stdio"] };
  const options: LanguageClientOptions = {
    documentSelector: [
      { scheme: "file", language: "markdown" },
      { scheme: "file", language: "plaintext" },
    ],
  };
  client = new LanguageClient("ibid", "ibid", server, options);
  await client.start();
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.dispose();
}

async function restart(context: vscode.ExtensionContext): Promise<void> {
  await stop();
  await start(context);
}

/** Says what could not be started, and leads to the setting that mends it. */
async function explain(missing: string): Promise<void> {
  const open = "Open the setting";
  const answer = await vscode.window.showErrorMessage(`ibid cannot start: there is no ${missing}.`, open);
  if (answer === open) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "ibid.server.path");
  }
}
