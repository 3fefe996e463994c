import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** How long a bot may take to end by itself after SIGTERM. */
const PATIENCE_MS = 5_000;

const REGISTER = new URL('register.ts', import.meta.url).href;

export interface ProcessOptions {
  /** Arguments for the script (default: none). */
  readonly args?: readonly string[];
  /** Where it runs (default: the current folder). */
  readonly cwd?: string;
  /** Environment variables beyond the current ones. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A Node process of the bot, pointed at a playground by the register module. */
export class BotProcess {
  readonly #name: string;
  readonly #child: ChildProcess;
  readonly #exited: Promise<number | null>;
  #output = '';

  /**
   * @param script - The file to run: a path, or a `file:` URL.
   * @param playgroundUrl - The playground that the bot talks to.
   */
  constructor(script: string | URL, playgroundUrl: string, { args = [], cwd, env }: ProcessOptions = {}) {
    const path = script instanceof URL ? fileURLToPath(script) : script;
    this.#name = path;
    this.#child = spawn(process.execPath, ['--import', REGISTER, path, ...args], {
      cwd,
      env: { ...process.env, ...env, DISCORD_PLAYGROUND_URL: playgroundUrl },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
      });
    }
    this.#exited = once(this.#child, 'close').then(([code]) => code as number | null);
  }

  /** Everything that the process has printed so far. */
  get output(): string {
    return this.#output;
  }

  /**
   * Waits until the process has ended.
   *
   * @returns What it printed.
   * @throws Error with its output when it failed.
   */
  async finished(): Promise<string> {
    const code = await this.#exited;
    if (code === 0) return this.#output;
    throw new Error(`${this.#name} failed with code ${code}.\n${this.#output}`);
  }

  /**
   * Waits for something that the process is expected to do.
   *
   * @throws Error with its output when it ends first.
   */
  async until<T>(event: Promise<T>): Promise<T> {
    const ended = this.#exited.then((code): never => {
      throw new Error(`${this.#name} ended with code ${code} before the bot was ready.\n${this.#output}`);
    });
    return Promise.race([event, ended]);
  }

  /** Ends the process and waits until it is gone. */
  async stop(): Promise<void> {
    this.#child.kill();
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE_MS);
    await this.#exited;
    clearTimeout(timer);
  }
}
