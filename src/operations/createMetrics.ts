import { AggregatorRegistry, collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const COUNTERS = {
  question: ['whence_questions_total', 'Questions matched, by decision and way of asking.', 'decision', 'way'],
  interaction: ['whence_interactions_total', 'Commands, buttons, menus and forms, by outcome.', 'outcome'],
  event: ['whence_gateway_events_total', 'Events from Discord, by type.', 'type'],
  connection: ['whence_gateway_connections_total', 'What happened to gateway connections.', 'what'],
  request: ['whence_requests_total', 'Requests to Discord, by HTTP status.', 'status'],
  refusal: ['whence_refusals_total', "Requests that Discord refused, by Discord's code.", 'code'],
  store: ['whence_store_queries_total', 'Statements sent to the database, by outcome.', 'outcome'],
  draw: ['whence_pictures_total', 'Pictures that were wanted, by outcome.', 'outcome'],
} as const;

/** From a tenth of a millisecond to a tenth of a second: matching and statements. */
const FAST = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 1, 10];
/** 3 is when Discord drops an interaction. */
const SLOW = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30];

/** What takes time, with the limits of the buckets in seconds. */
const DURATIONS = {
  question: ['whence_match_seconds', 'What matching a question took.', FAST],
  reply: ['whence_reply_seconds', 'From a message to the reply to it.', SLOW],
  interaction: ['whence_interaction_seconds', 'From an interaction to its end.', SLOW],
  request: ['whence_request_seconds', 'What requests to Discord took.', SLOW],
  store: ['whence_store_query_seconds', 'What statements took.', FAST],
  draw: ['whence_picture_seconds', 'What pictures took, cached ones included.', SLOW],
} as const;

export type Counted = keyof typeof COUNTERS | keyof typeof DURATIONS;

/**
 * Counts what the bot does, for operators. Each method costs about a microsecond, and nothing is kept about people, servers or
 * texts. A bot that nobody watches has none.
 */
export interface Metrics {
  /** Runs the handler of an event. What is counted meanwhile belongs to it. */
  handle<R extends Promise<void> | undefined>(event: 'message' | 'interaction', work: () => R): R;
  /** @param values - Of the labels. @param seconds - What it took. */
  count(what: Counted, values: readonly string[], seconds?: number): void;
}

/** A size or an age that is looked up when somebody asks for the metrics. */
export interface GaugeSource {
  readonly name: string;
  readonly help: string;
  /** How the values of several processes become one. Default: `sum`. */
  readonly merge?: 'sum' | 'max' | 'min';
  /** With several values, one for each value of this label. */
  readonly label?: string;
  readonly read: () => number | Readonly<Record<string, number>>;
}

export type MetricsData = readonly object[];

export interface ReadableMetrics extends Metrics {
  addGauges(gauges: readonly GaugeSource[]): void;
  read(): Promise<MetricsData>;
}

/** Metrics by prom-client. */
export function createMetrics(): ReadableMetrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const counters: Partial<Record<Counted, Counter>> = {};
  for (const [what, [name, help, ...labelNames]] of Object.entries(COUNTERS)) {
    counters[what as Counted] = new Counter({ name, help, labelNames, registers: [register] });
  }
  const durations: Partial<Record<Counted, Histogram>> = {};
  for (const [what, [name, help, buckets]] of Object.entries(DURATIONS)) {
    durations[what as Counted] = new Histogram({ name, help, buckets: [...buckets], registers: [register] });
  }
  return {
    handle: (_event, work) => work(),
    count(what, values, seconds = 0) {
      counters[what]?.labels(...values).inc();
      durations[what]?.observe(Math.max(0, seconds));
    },
    addGauges(gauges) {
      for (const { label, read, merge = 'sum', ...about } of gauges) {
        const gauge = new Gauge({
          ...about,
          aggregator: merge,
          labelNames: label === undefined ? [] : [label],
          registers: [],
          collect() {
            const now = read();
            if (typeof now === 'number') this.set(now);
            else for (const [value, size] of Object.entries(now)) this.set({ [label ?? 'of']: value }, size);
          },
        });
        register.registerMetric(gauge);
      }
    },
    read: () => register.getMetricsAsJSON(),
  };
}

/**
 * The metrics of all processes as one text, in the format of Prometheus. Where prom-client would give the average, as of the
 * delay of the event loop, this gives the highest: one process that is blocked must not hide behind the others.
 */
export async function mergeMetrics(processes: readonly MetricsData[]): Promise<string> {
  const worst = processes.map((metrics) =>
    metrics.map((one) => ('aggregator' in one && one.aggregator === 'average' ? { ...one, aggregator: 'max' } : one)),
  );
  return AggregatorRegistry.aggregate(worst).metrics();
}
