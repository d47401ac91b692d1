import { execFile } from "node:child_process";
import { constants, promises as fs } from "node:fs";
import * as path from "node:path";

const PROGRAM = process.platform === "win32" ? "ibid.exe" : "ibid";

/** The machine that this extension runs on, as packages for VS Code name it. */
export const HERE = `${process.platform}-${process.arch}`;

/** Where the server is to be looked for. */
export interface Places {
  /** The setting `ibid.server.path`; empty where the user has not named a program. */
  setting: string;
  /** The extension's own folder for the program. */
  bundle: string;
}

/** A server that runs on this machine. */
export interface Server {
  program: string;
  /** What it says of itself: "ibid 0.1.0". */
  version: string;
}

/** What stands in the way, in words for the user. */
export interface Trouble {
  message: string;
  /** Whether another package of the extension would mend it. */
  wrongPackage: boolean;
}

/**
 * The server to start: the one that the setting names, else the bundled one, else the one on PATH. It is asked for
 * its version first, so that a program which cannot run here is found out now and said plainly. A setting that leads
 * nowhere is not passed over in silence.
 */
export async function findServer({ setting, bundle }: Places): Promise<Server | Trouble> {
  if (setting !== "") {
    const program = path.resolve(setting.replace(/^~(?=[/\\])/, process.env.HOME ?? "~"));
    const tried = await tryOut(program);
    return "version" in tried
      ? tried
      : { message: `${program}, which the setting ibid.server.path names, ${tried.reason}.`, wrongPackage: false };
  }
  const bundled = await tryOut(path.join(bundle, PROGRAM));
  if ("version" in bundled) {
    return bundled;
  }
  let reason = "";
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    // A relative folder on PATH would let the folder that is open decide what runs.
    if (!path.isAbsolute(folder)) {
      continue;
    }
    const tried = await tryOut(path.join(folder, PROGRAM));
    if ("version" in tried) {
      return tried;
    }
    if (!tried.missing && reason === "") {
      reason = ` ${path.join(folder, PROGRAM)} ${tried.reason}.`;
    }
  }
  const target = await packagedFor(bundle);
  if (target !== undefined && target !== HERE) {
    const message = `this package of the extension is for ${target}, and this machine is ${HERE}.${reason}`;
    return { message, wrongPackage: true };
  }
  const own = bundled.missing ? "came with no program inside" : `came with a program that ${bundled.reason}`;
  return { message: `the extension ${own}, and there is no ${PROGRAM} on PATH.${reason}`, wrongPackage: true };
}

type Tried = Server | { missing: boolean; reason: string };

/** Asks the program for its version. */
async function tryOut(program: string): Promise<Tried> {
  try {
    await fs.access(program, constants.F_OK);
  } catch {
    return { missing: true, reason: "does not exist" };
  }
  return new Promise((resolve) => {
    execFile(program, ["--version"], { timeout: 10_000, windowsHide: true }, (error, stdout) => {
      const version = stdout.trim();
      if (error === null && version.startsWith("ibid ")) {
        resolve({ program, version });
      } else if (error === null) {
        resolve({ missing: false, reason: "is another program than ibid" });
      } else {
        resolve({ missing: false, reason: `does not run on this machine (${whyNot(error)})` });
      }
    });
  });
}

function whyNot(error: Error & { code?: string | number | null; killed?: boolean }): string {
  if (error.killed) {
    return "it does not answer";
  }
  switch (error.code) {
    case "EACCES":
      return "it may not be run, or is not made for this system";
    case "ENOEXEC":
    case "UNKNOWN":
      return `it is not made for ${HERE}`;
    case "ENOENT":
      // The program is there: what is missing is the loader or library it was linked for.
      return `it is made for another system than ${HERE}`;
    default:
      return typeof error.code === "number" ? `it ends with code ${error.code}` : error.message;
  }
}

/** The platform that the package was made for, written beside the program when it was packed. */
async function packagedFor(bundle: string): Promise<string | undefined> {
  try {
    return (await fs.readFile(path.join(bundle, "TARGET"), "utf8")).trim();
  } catch {
    return undefined;
  }
}
