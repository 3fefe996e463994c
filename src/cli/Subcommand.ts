/** One thing that a command can do: `check` in `npm run knowledge -- check`. */
export interface Subcommand {
  /** What follows `npm run COMMAND -- NAME`: `[--json]`. */
  readonly usage: string;
  /** One line for the list of subcommands. */
  readonly summary: string;
  /**
   * @param args - What follows the name.
   * @returns The exit code.
   */
  readonly run: (args: readonly string[]) => Promise<number>;
}
