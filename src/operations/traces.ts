import { AsyncLocalStorage } from 'node:async_hooks';
import { type Attributes, diag, DiagLogLevel, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { within } from '../shared/concurrency.ts';
import type { Log } from '../shared/Log.ts';
import type { Counted, Metrics } from './createMetrics.ts';

/** After this time, what the collector has not taken is lost: it must not keep the bot from stopping. */
const STOP_TIMEOUT_MS = 2_000;

const ignore = (): void => {};

const PARTS: ReadonlySet<Counted> = new Set(['question', 'store', 'request', 'draw']);

/** The first value of what has failed: its outcome, or a status of HTTP. */
const FAILURE = /^(?:failed|none|[145]\d\d)$/;

interface Part {
  readonly name: Counted;
  readonly attributes: Attributes;
  readonly startTime: number;
  readonly endTime: number;
  readonly hasFailed: boolean;
}

interface Handling {
  readonly parts: Part[];
  /** Of an interaction. */
  outcome?: string;
}

/**
 * Sends a trace of each message and interaction to an OpenTelemetry collector: what was asked (its decision and way of asking,
 * never its text), statements, requests to Discord and drawings. What is counted while a handler runs becomes a part of
 * its trace; work in the background has none.
 *
 * The exporter reads OTEL_EXPORTER_OTLP_ENDPOINT and the other variables of its specification itself:
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/
 *
 * @returns Metrics that count as before. Call `stop` at the end.
 */
export function withTraces<M extends Metrics>(metrics: M, log: Log) {
  const report = (text: string, ...details: unknown[]): void => log.warn({ details }, `traces: ${text}`);
  diag.setLogger(
    { error: report, warn: report, info: ignore, debug: ignore, verbose: ignore },
    { logLevel: DiagLogLevel.WARN },
  );
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'whence' }).merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  const tracer = provider.getTracer('whence');
  const current = new AsyncLocalStorage<Handling>();

  const send = (event: string, startTime: number, { parts, outcome }: Handling): void => {
    // Most messages are passed over, at most after a look at the server's settings.
    if (outcome === undefined && parts.every(({ name }) => name === 'store')) return;
    const span = tracer.startSpan(
      event,
      { startTime, attributes: outcome === undefined ? {} : { outcome } },
      ROOT_CONTEXT,
    );
    for (const { name, attributes, startTime: begin, endTime, hasFailed } of parts) {
      const child = tracer.startSpan(name, { startTime: begin, attributes }, trace.setSpan(ROOT_CONTEXT, span));
      if (hasFailed) child.setStatus({ code: SpanStatusCode.ERROR });
      child.end(endTime);
    }
    span.end();
  };
  const traced: Metrics = {
    ...metrics,
    handle(event, work) {
      const handling: Handling = { parts: [] };
      const start = Date.now();
      const running = current.run(handling, () => metrics.handle(event, work));
      // The caller handles the failure of the work; the trace only has to be sent.
      void running?.finally(() => send(event, start, handling)).catch(() => {});
      return running;
    },
    count(name, values, seconds = 0) {
      metrics.count(name, values, seconds);
      const handling = current.getStore();
      if (name === 'interaction' && handling) handling.outcome = values[0] ?? '';
      if (!PARTS.has(name)) return;
      const endTime = Date.now();
      const [first = '', way] = values;
      const attributes = name === 'question' ? { decision: first, way } : name === 'request' ? { status: first } : {};
      const startTime = endTime - seconds * 1_000;
      handling?.parts.push({ name, attributes, startTime, endTime, hasFailed: FAILURE.test(first) });
    },
  };
  const stop = async (): Promise<void> => {
    await within(STOP_TIMEOUT_MS, provider.shutdown()).catch(ignore);
  };
  return { metrics: traced as M, stop };
}
