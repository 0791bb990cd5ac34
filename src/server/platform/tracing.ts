import type { Http } from './http.ts'
import type { Starting, TraceSpan, Tracing } from './trace-span.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The trace of this request; null where nobody collects traces. */
    trace: TraceSpan | null
  }
}

/** Where no collector is named, the code of tracing is not even loaded. */
export async function openTracing(starting: Starting): Promise<Tracing | null> {
  if (starting.config.traceEndpoint === '') return null
  const { startTracing } = await import('./open-telemetry.ts')
  return startTracing(starting)
}

/** A span for each request. Its facts are of our code or are numbers: nothing that a person typed. */
export function traceRequests(http: Http, tracing: Tracing): void {
  http.addHook('onRequest', (request, _reply, done) => {
    const { traceparent } = request.headers
    const route = request.routeOptions.url ?? 'none'
    request.trace = tracing.request(
      `${request.method} ${route}`,
      typeof traceparent === 'string' ? traceparent : undefined,
    )
    request.trace.note({
      'http.request.method': request.method,
      'http.route': route,
      'regulars.request_id': request.id,
    })
    done()
  })
  http.addHook('onResponse', ({ trace, caller }, { statusCode, problemCode }, done) => {
    trace?.note({
      'http.response.status_code': statusCode,
      ...(caller ? { 'regulars.caller_kind': caller.kind } : {}),
    })
    if (statusCode >= 400) trace?.fail(problemCode)
    trace?.end()
    done()
  })
}
