import { constants, promises as fs } from "node:fs";
import * as path from "node:path";

const PROGRAM = process.platform === "win32" ? "ibid.exe" : "ibid";

/** Where the server was found, or where it was looked for in vain. */
export type Search = { found: string } | { missing: string };

/**
 * The server to start: `setting` if it names one, else the program bundled in `bundle`, else the one on PATH.
 * A setting that leads nowhere is not passed over in silence.
 */
export async function findServer(setting: string, bundle: string): Promise<Search> {
  if (setting !== "") {
    return (await runs(setting)) ? { found: setting } : { missing: `${setting} (the setting ibid.server.path)` };
  }
  const bundled = path.join(bundle, PROGRAM);
  if (await runs(bundled)) {
    return { found: bundled };
  }
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    const candidate = path.join(folder, PROGRAM);
    if (path.isAbsolute(candidate) && (await runs(candidate))) {
      return { found: candidate };
    }
  }
  return { missing: `${PROGRAM} (neither in the extension for ${process.platform}-${process.arch} nor on PATH)` };
}

async function runs(file: string): Promise<boolean> {
  try {
    await fs.access(file, constants.X_OK);
    return (await fs.stat(file)).isFile();
  } catch {
    return false;
  }
}
