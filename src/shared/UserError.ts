/**
 * A mistake that a person made and can correct: shown to that person alone, with the next step. Any other error is a
 * fault of ours: logged with its context, never shown.
 *
 * @example
 * throw new UserError('unknown-model', 'There is no model called "gpt-9". Pick one from the suggestions.');
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** Kebab-case and stable, for logs and tests. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
