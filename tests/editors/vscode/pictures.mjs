// Takes the pictures of VS Code for the README and the pages of the editors.
//
// Usage: pictures.mjs FOLDER

import fs from "node:fs";
import path from "node:path";

import { closeAll, ROOT, TOOLS, VsCode } from "./driver.mjs";

const folder = path.resolve(process.argv[2]);
const NOTE = "01-fonseca-brief.md";
const SETTINGS = {
  "breadcrumbs.enabled": false,
  "editor.fontSize": 14,
  "editor.lineHeight": 1.6,
  "editor.wordWrap": "on",
  "editor.glyphMargin": false,
  "editor.folding": false,
  "editor.renderLineHighlight": "none",
  "editor.scrollbar.verticalScrollbarSize": 6,
  "editor.overviewRulerBorder": false,
  "workbench.activityBar.location": "hidden",
  "workbench.layoutControl.enabled": false,
  "window.commandCenter": false,
  "files.exclude": { "**/.vscode": true },
};

async function show(window) {
  const note = path.join(window.workspace, "corpus/notes", NOTE);
  await window.open(note);
  window.words = fs.readFileSync(note, "utf8");
  await window.ready();
  await window.shows("the verdicts", async () => (await window.status()).includes("wrong"));
}

async function main() {
  const code = await VsCode.start(path.join(TOOLS, "ibid.vsix"), { settings: SETTINGS });
  const size = { width: 1100, height: 680 };

  const light = await code.window({ size, theme: "Light Modern" });
  await show(light);
  await light.press("Control+b");
  await light.cursorTo("Rear Admiral Héctor Bustillo", 16);
  await light.press("Control+k", "Control+i");
  await light.shows("the card", async () => (await light.hover()).includes("navy"));
  await light.picture(path.join(folder, "vscode-hover.png"));
  await light.press("Escape");
  await light.command("ibid: Show an Actor’s Card");
  await light.shows("the card beside the note", async () => (await light.page.locator(".tab").count()) > 1);
  await light.shows("the card’s words", async () => (await light.frames()).includes("navy"));
  await light.picture(path.join(folder, "vscode-card.png"));
  await light.close();

  const dark = await code.window({ size });
  await show(dark);
  await dark.press("Control+b", "Control+Shift+m");
  await dark.shows("the findings", async () => (await dark.problems()).length > 3);
  await dark.picture(path.join(folder, "vscode-problems.png"));
  await dark.press("Control+Shift+m");
  await dark.goTo(9, 1);
  await dark.press("Enter");
  await dark.type("The man who guards it is Hector Bustil");
  await dark.shows("suggestions", async () => (await dark.suggestions()).some((one) => one.includes("Bustillo")));
  await dark.press("ArrowDown");
  await dark.picture(path.join(folder, "vscode-completion.png"));
  await dark.close();
}

try {
  await main();
} finally {
  await closeAll();
}
console.log(`pictures of VS Code in ${path.relative(ROOT, folder)}`);
