import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions, State } from "vscode-languageclient/node";

import { registerCommands } from "./commands";
import { findServer, HERE, type Trouble } from "./server";
import { StatusBar } from "./status";

const RELEASES = "https://github.com/ibid-lsp/ibid/releases";

let extension: Extension | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  extension = new Extension(context);
  await extension.restart();
}

export async function deactivate(): Promise<void> {
  await extension?.stop();
}

class Extension {
  private readonly log = vscode.window.createOutputChannel("ibid", { log: true });
  private readonly messages = vscode.window.createOutputChannel("ibid (messages)", { log: true });
  private readonly status = new StatusBar();
  private client: LanguageClient | undefined;
  /** Starting and stopping, one after the other. */
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly context: vscode.ExtensionContext) {
    context.subscriptions.push(
      this.log,
      this.messages,
      this.status,
      vscode.commands.registerCommand("ibid.restart", () => this.restart()),
      vscode.commands.registerCommand("ibid.showLog", () => this.log.show()),
      vscode.workspace.onDidChangeConfiguration(async (change) => {
        if (change.affectsConfiguration("ibid.server.path")) {
          await this.restart();
        }
      }),
    );
    registerCommands(context, () => this.client);
  }

  restart(): Promise<void> {
    return this.next(async () => {
      await this.end();
      await this.start();
    });
  }

  stop(): Promise<void> {
    return this.next(() => this.end());
  }

  private next(work: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(work, work);
    return this.turn;
  }

  private async start(): Promise<void> {
    // A machine setting; in a folder that is not trusted VS Code hides what the folder itself says of it.
    const setting = vscode.workspace.getConfiguration("ibid").get<string>("server.path", "");
    const found = await findServer({ setting, bundle: this.context.asAbsolutePath("server") });
    if ("message" in found) {
      this.log.error(`Cannot start: ${found.message}`);
      this.status.failed(found.message);
      void this.explain(found);
      return;
    }
    this.log.info(`${found.version} (${found.program}) on ${HERE}`);
    const server: ServerOptions = { command: found.program, args: ["--stdio"] };
    const options: LanguageClientOptions = {
      documentSelector: [
        { scheme: "file", language: "markdown" },
        { scheme: "file", language: "plaintext" },
      ],
      initializationOptions: { statusNotification: true },
      outputChannel: this.log,
      traceOutputChannel: this.messages,
      // Cards and hovers are text: nothing in them may run.
      markdown: { isTrusted: false, supportHtml: false },
    };
    const client = new LanguageClient("ibid", "ibid", server, options);
    this.status.follow(client);
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped && this.client === client) {
        this.status.failed("the server has stopped; the output channel “ibid” has its last words.");
      }
    });
    try {
      await client.start();
      this.client = client;
    } catch (error) {
      const message = `${found.program} did not start: ${error instanceof Error ? error.message : String(error)}.`;
      this.status.failed(message);
      void this.explain({ message, wrongPackage: false });
    }
  }

  private async end(): Promise<void> {
    const running = this.client;
    this.client = undefined;
    await running?.dispose();
  }

  /** Says what stands in the way, and leads to what mends it. */
  private async explain({ message, wrongPackage }: Trouble): Promise<void> {
    const setting = "Open the Setting";
    const log = "Show the Log";
    const get = `Get ibid for ${HERE}`;
    const answers = wrongPackage ? [get, setting] : [setting, log];
    const answer = await vscode.window.showErrorMessage(`ibid cannot start: ${message}`, ...answers);
    if (answer === setting) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "ibid.server.path");
    } else if (answer === log) {
      this.log.show();
    } else if (answer === get) {
      await vscode.env.openExternal(vscode.Uri.parse(RELEASES));
    }
  }
}
