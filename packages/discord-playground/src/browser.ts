import { accessSync, constants } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

export { Visitor } from './Visitor.ts';

/** Where distributions and installers put it. */
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const MISSING =
  'No Chromium found. Install the package "chromium" (apt-get install chromium), or set the environment variable CHROMIUM to its path.';

/** No sandbox, as containers have none; no network traffic of the browser's own. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The path of a Chromium on this machine, or of the one named by the environment variable CHROMIUM. Without one, tests
 * in the browser can be skipped; this prints why.
 *
 * @throws Error when there is none and the environment variable CI is set, because nothing should be skipped there.
 */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM'];
  const found = (named === undefined ? USUAL_PLACES : [named]).find(canRun);
  if (found !== undefined) return found;
  if (process.env['CI']) throw new Error(MISSING);
  console.warn(`${MISSING} Browser tests are skipped.`);
  return undefined;
}

/** Starts it without a window. Close it afterwards. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
