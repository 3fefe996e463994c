/** One thing that `npm run knowledge -- …` can do. */
export interface Subcommand {
  /** What follows `npm run knowledge -- NAME`: `[--json]`. */
  readonly usage: string;
  /** One line for the list of subcommands. */
  readonly summary: string;
  /**
   * @param args - What follows the name.
   * @returns The exit code.
   */
  readonly run: (args: readonly string[]) => Promise<number>;
}
