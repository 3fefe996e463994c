/**
 * Something a person did wrong and can put right: shown to that person alone, as one sentence with the next step.
 * Everything else that is thrown is a fault of ours: logged with its context, never shown.
 *
 * @example
 * throw new UserError('unknown-model', 'There is no model called "gpt-9". Pick one from the list that appears while typing.');
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** Kebab-case and stable, for logs and tests: `unknown-model`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
