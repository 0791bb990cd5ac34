import type { Http } from './http.ts'
import { type Metrics, secondsBuckets } from './metrics.ts'

/** Counts requests by their route as it is written in our code: what stands in an address never becomes a label. */
export function measureRequests(http: Http, metrics: Metrics): void {
  const seconds = metrics.histogram({
    name: 'regulars_http_request_seconds',
    help: 'Requests by route, method and class of status, and how long they took.',
    labelNames: ['method', 'route', 'status'],
    buckets: secondsBuckets,
  })
  const turnedAway = metrics.counter({
    name: 'regulars_turned_away_total',
    help: 'Requests that were asked to come again (429, 503), by the code of the refusal.',
    labelNames: ['code'],
  })
  http.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    // A method that no route knows is whatever a stranger has typed.
    const method = request.routeOptions.url === undefined ? 'none' : request.method
    const status = `${Math.trunc(reply.statusCode / 100)}xx`
    seconds.observe({ method, route, status }, reply.elapsedTime / 1_000)
    if (reply.statusCode === 429 || reply.statusCode === 503) turnedAway.inc({ code: reply.problemCode || 'none' })
    done()
  })
}
