/** How a question reached the bot: by a command, a mention, a direct message, or unasked in a channel that allows that. */
export type Way = 'command' | 'mention' | 'dm' | 'channel';

/**
 * Counts what the bot does, for operators. Each method costs less than a microsecond, and nothing is kept about people,
 * servers or texts. `createMetrics` makes one; a bot without a metrics server has none.
 */
export interface Metrics {
  /** Runs the handler of an event. What is counted meanwhile belongs to it. @param event - `message`, `interaction` */
  handle<R extends Promise<void> | undefined>(event: string, work: () => R): R;
  /** A question was matched. @param seconds - What that took. */
  question(decision: string, way: Way, seconds: number): void;
  /** A message was answered. @param seconds - From when Discord received it. */
  replied(seconds: number): void;
  /** A command, button, menu or form was handled. @param seconds - From when Discord received it. */
  interaction(outcome: 'done' | 'refused' | 'failed', seconds: number): void;
  /** Discord sent an event. @param type - Its name in the gateway: `MESSAGE_CREATE`. */
  gatewayEvent(type: string): void;
  /** What happened to a gateway connection. */
  gatewayConnection(what: 'ready' | 'resumed' | 'reconnecting' | 'silent' | 'closed'): void;
  /** Discord answered a request. @param status - `200`, or `none` without an answer. */
  request(status: string, seconds: number): void;
  /** Discord refused a request. @param code - Discord's own: 50013. */
  refused(code: number): void;
  /** The database answered a statement. */
  query(seconds: number, hasFailed: boolean): void;
  /** A picture was drawn, or came from the cache. @param seconds - With waiting for other pictures. */
  drew(seconds: number, hasFailed: boolean): void;
}

/** A size or an age that is looked up when somebody asks for the metrics. */
export interface Gauge {
  readonly name: string;
  readonly help: string;
  /** How the values of several processes become one. Default: `sum`. */
  readonly merge?: 'sum' | 'max' | 'min';
  /** With several values, one for each value of this label. */
  readonly label?: string;
  readonly read: () => number | Readonly<Record<string, number>>;
}
