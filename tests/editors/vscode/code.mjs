// What `code` does, with the VS Code that the tests have: `code --install-extension FILE` and `code FOLDER NOTE`. The second waits
// for the first squiggle, says how long it took, and ends.
//
// IBID_VSCODE_HOME names the folder that this VS Code lives in.

import path from "node:path";

import { closeAll, VsCode } from "./driver.mjs";

const home = process.env.IBID_VSCODE_HOME;
const [first, second] = process.argv.slice(2);

try {
  if (first === "--install-extension") {
    await VsCode.install(path.resolve(second), home);
  } else {
    const begun = Date.now();
    const code = await VsCode.start(undefined, { home });
    const window = await code.windowOver(path.resolve(first));
    await window.open(path.resolve(second));
    await window.shows("a squiggle", async () => (await window.squiggles()) > 0);
    console.log(`first squiggle after ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  }
} finally {
  await closeAll();
}
