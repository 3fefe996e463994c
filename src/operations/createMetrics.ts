import { AggregatorRegistry, collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Gauge as GaugeSource, Metrics } from './Metrics.ts';

/** All metrics of one process as plain data, which can be sent to another process. */
export type MetricsData = readonly object[];

/** A process's metrics, and how to read them. */
export interface ReadableMetrics extends Metrics {
  /** Adds sizes and ages that are looked up when the metrics are read. */
  addGauges(gauges: readonly GaugeSource[]): void;
  read(): Promise<MetricsData>;
}

/** From a tenth of a millisecond to a tenth of a second: matching and statements. */
const FAST_SECONDS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 1, 10];
/** 3 is when Discord drops an interaction. */
const SLOW_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30];

/**
 * Metrics by prom-client. Counting is adding to a number in a Map; prom-client gets the sums when somebody reads them,
 * because its own counters take ten times as long.
 */
export function createMetrics(): ReadableMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string, ...labels: string[]) => countIn(registry, { name, help, labels });
  const histogram = (name: string, help: string, buckets: number[]): ((seconds: number) => void) => {
    const one = new Histogram({ name, help, buckets, registers: [registry] });
    return (seconds) => one.observe(Math.max(0, seconds));
  };

  const questions = counter(
    'whence_questions_total',
    'Questions matched, by decision and way of asking.',
    'decision',
    'way',
  );
  const matching = histogram('whence_match_seconds', 'What matching a question took.', FAST_SECONDS);
  const replying = histogram('whence_reply_seconds', 'From a message to the reply to it.', SLOW_SECONDS);
  const interactions = counter(
    'whence_interactions_total',
    'Commands, buttons, menus and forms, by outcome.',
    'outcome',
  );
  const interacting = histogram('whence_interaction_seconds', 'From an interaction to its end.', SLOW_SECONDS);
  const events = counter('whence_gateway_events_total', 'Events from Discord, by type.', 'type');
  const connections = counter('whence_gateway_connections_total', 'What happened to gateway connections.', 'what');
  const requests = counter('whence_requests_total', 'Requests to Discord, by HTTP status.', 'status');
  const requesting = histogram('whence_request_seconds', 'What requests to Discord took.', SLOW_SECONDS);
  const refusals = counter('whence_refusals_total', "Requests that Discord refused, by Discord's code.", 'code');
  const queries = counter('whence_store_queries_total', 'Statements sent to the database, by outcome.', 'outcome');
  const querying = histogram('whence_store_query_seconds', 'What statements took.', FAST_SECONDS);
  const pictures = counter('whence_pictures_total', 'Pictures that were wanted, by outcome.', 'outcome');
  const drawing = histogram('whence_picture_seconds', 'What pictures took, cached ones included.', SLOW_SECONDS);

  return {
    handle: (_event, work) => work(),
    question(decision, way, seconds) {
      questions(decision, way);
      matching(seconds);
    },
    replied: replying,
    interaction(outcome, seconds) {
      interactions(outcome);
      interacting(seconds);
    },
    gatewayEvent: events,
    gatewayConnection: connections,
    request(status, seconds) {
      requests(status);
      requesting(seconds);
    },
    refused: (code) => refusals(String(code)),
    query(seconds, hasFailed) {
      queries(hasFailed ? 'failed' : 'done');
      querying(seconds);
    },
    drew(seconds, hasFailed) {
      pictures(hasFailed ? 'failed' : 'done');
      drawing(seconds);
    },
    addGauges: (gauges) => gauges.forEach((gauge) => addGauge(registry, gauge)),
    read: () => registry.getMetricsAsJSON(),
  };
}

interface CounterInit {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
}

/** @returns Counts one for these values of the labels. */
function countIn(registry: Registry, { name, help, labels }: CounterInit): (...values: string[]) => void {
  const counts = new Map<string, { readonly labels: Record<string, string>; count: number }>();
  const counter = new Counter({
    name,
    help,
    labelNames: [...labels],
    registers: [],
    collect() {
      this.reset();
      for (const one of counts.values()) this.inc(one.labels, one.count);
    },
  });
  registry.registerMetric(counter);
  return (...values) => {
    const key = values.length === 1 ? values[0]! : values.join('\n');
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { labels: Object.fromEntries(labels.map((label, at) => [label, values[at]!])), count: 1 });
  };
}

function addGauge(registry: Registry, { name, help, merge = 'sum', label, read }: GaugeSource): void {
  const gauge = new Gauge({
    name,
    help,
    aggregator: merge,
    labelNames: label === undefined ? [] : [label],
    registers: [],
    collect() {
      const now = read();
      if (typeof now === 'number') this.set(now);
      else for (const [value, size] of Object.entries(now)) this.set({ [label ?? 'of']: value }, size);
    },
  });
  registry.registerMetric(gauge);
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
