/** Records for operators what happened. A pino logger is one. */
export interface Log {
  error(context: object, text: string): void;
  warn(context: object, text: string): void;
  info(context: object, text: string): void;
  debug(context: object, text: string): void;
}
