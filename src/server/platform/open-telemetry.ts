import {
  type Context,
  DiagLogLevel,
  diag,
  type Link,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import { type Starting, type TraceFacts, type TraceSpan, type Tracing, traceNowMs } from './trace-span.ts'
import { version } from './version.ts'

/** As many as a batch has orders. */
const linksMax = 256

/** Sends spans to a collector, by OTLP over HTTP. Spans are handed on by hand: following every promise costs too much. */
export function startTracing({ config, processName, onTrouble }: Starting): Tracing {
  const quiet = () => undefined
  const trouble = (message: string) => onTrouble(message)
  diag.setLogger({ error: trouble, warn: trouble, info: quiet, debug: quiet, verbose: quiet }, DiagLogLevel.WARN)
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': 'regulars',
      'service.version': version,
      ...(processName === '' ? {} : { 'service.instance.id': processName }),
    }),
    sampler: new LinkedSampler(config.traceShare),
    spanLimits: { linkCountLimit: linksMax },
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url: `${config.traceEndpoint.replace(/\/$/, '')}/v1/traces` }),
      }),
    ],
  })
  const tracer = provider.getTracer('regulars', version)
  return {
    request: (name, traceparent) =>
      openSpan(tracer, { name, parent: contextOf(traceparent), kind: SpanKind.SERVER, links: [] }),
    batch: links => openSpan(tracer, { name: 'batch', parent: ROOT_CONTEXT, kind: SpanKind.INTERNAL, links }),
    stop: () => provider.shutdown(),
  }
}

/** A batch is kept when one of its requests is; everything else as its parent is, or by chance. */
class LinkedSampler implements Sampler {
  readonly #others: Sampler

  constructor(share: number) {
    this.#others = new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) })
  }

  shouldSample(...asked: Parameters<Sampler['shouldSample']>): ReturnType<Sampler['shouldSample']> {
    const links = asked[5]
    if (links.length === 0 || trace.getSpanContext(asked[0])) return this.#others.shouldSample(...asked)
    const isKept = links.some(({ context }) => (context.traceFlags & TraceFlags.SAMPLED) !== 0)
    return { decision: isKept ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.NOT_RECORD }
  }

  toString(): string {
    return 'LinkedSampler'
  }
}

const traceparentForm = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/

/** The caller's place in their trace (W3C Trace Context). What is not well formed begins a trace of ours. */
function contextOf(traceparent: string | undefined): Context {
  const [, traceId = '', spanId = '', flags = '00'] = traceparentForm.exec(traceparent ?? '') ?? []
  if (/^0*$/.test(traceId) || /^0*$/.test(spanId)) return ROOT_CONTEXT
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true })
}

type OpenSpan = {
  name: string
  parent: Context
  kind: SpanKind
  links: readonly TraceSpan[]
  startedAtMs?: number | undefined
}

function openSpan(tracer: Tracer, { name, parent, kind, links, startedAtMs }: OpenSpan): TraceSpan {
  const span = tracer.startSpan(
    name,
    { kind, links: links.flatMap(linkTo), startTime: startedAtMs ?? traceNowMs() },
    parent,
  )
  return new OpenedSpan(tracer, { span, parent })
}

class OpenedSpan implements TraceSpan {
  readonly #tracer: Tracer
  readonly #parent: Context
  readonly span: Span

  constructor(tracer: Tracer, { span, parent }: { span: Span; parent: Context }) {
    this.#tracer = tracer
    this.#parent = parent
    this.span = span
  }

  get isRecorded(): boolean {
    return this.span.isRecording()
  }

  child(name: string, { startedAtMs, links = [] }: { startedAtMs?: number; links?: readonly TraceSpan[] } = {}) {
    const parent = trace.setSpan(this.#parent, this.span)
    return openSpan(this.#tracer, { name, parent, kind: SpanKind.INTERNAL, links, startedAtMs })
  }

  note(facts: TraceFacts): void {
    this.span.setAttributes({ ...facts })
  }

  fail(code: string): void {
    this.span.setStatus({ code: SpanStatusCode.ERROR, message: code })
  }

  end(): void {
    this.span.end(traceNowMs())
  }
}

function linkTo(target: TraceSpan): Link[] {
  return target instanceof OpenedSpan ? [{ context: target.span.spanContext() }] : []
}
