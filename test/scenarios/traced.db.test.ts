import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { joinMember } from '../support/till.ts'

type Span = {
  name: string
  traceId: string
  spanId: string
  parentSpanId?: string
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[]
  links?: { traceId: string; spanId: string }[]
  status: { code?: number; message?: string }
}

/** A collector, as small as one can be: it keeps what it is sent. */
async function openCollector() {
  const bodies: string[] = []
  const server: Server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', part => {
      text += part
    })
    request.on('end', () => {
      if (request.url === '/v1/traces') bodies.push(text)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a port was expected')
  return {
    url: `http://127.0.0.1:${address.port}`,
    text: () => bodies.join('\n'),
    spans: (): Span[] =>
      bodies
        .flatMap(body => JSON.parse(body).resourceSpans)
        .flatMap(resource => resource.scopeSpans)
        .flatMap(scope => scope.spans),
    close: () => server.close(),
  }
}

let collector: Awaited<ReturnType<typeof openCollector>>
let shop: TestShop
let spans: Span[] = []
const calledTrace = '0af7651916cd43dd8448eb211c80319c'
const calledSpan = 'b7ad6b7169203331'

beforeAll(async () => {
  collector = await openCollector()
  shop = await openTestShop({ settings: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } })
  const member = await joinMember(shop, { name: '王小明', phone: '13800138000' })
  const traceparent = `00-${calledTrace}-${calledSpan}-01`
  const { body } = await shop.post('/v1/checkouts', receipt([line(100)], member.by), {
    as: { ...shop.bearer, traceparent },
  })
  await shop.post('/v1/refunds', refundOf(body.receiptId))
  await shop.post('/v1/checkouts', receipt([line(100)], { ...member.by, expectedPayableCents: 1 }))
  await shop.post('/v1/checkouts', receipt([line(100)]), { as: { ...shop.bearer, traceparent: 'no such form' } })
  await shop.db.run('alter table checkout.receipt rename to gone')
  await shop.post('/v1/checkouts', receipt([line(100)], { receiptNumber: 'lost' }))
  await shop.db.run('alter table checkout.gone rename to receipt')
  await shop.http.close()
  spans = collector.spans()
})

afterAll(async () => {
  await shop.close()
  collector.close()
})

const named = (name: string) => spans.filter(span => span.name === name)
const fact = (span: Span | undefined, key: string) => {
  const value = span?.attributes.find(attribute => attribute.key === key)?.value
  return value?.stringValue ?? value?.intValue
}

/** A span and what is below it, as names, in the order of their beginning. */
type Tree = { [name: string]: Tree }
function treeOf(span: Span | undefined): Tree {
  const below = spans
    .filter(other => other.parentSpanId === span?.spanId && other.traceId === span?.traceId)
    .sort((a, b) => Number(BigInt(a.startTimeUnixNano) - BigInt(b.startTimeUnixNano)))
  return { [span?.name ?? 'missing']: Object.assign({}, ...below.map(treeOf)) }
}

/** The batch in which a request ran, found by the link. */
function batchOf(request: Span | undefined): Span | undefined {
  const run = spans.find(span => span.name === 'run in batch' && span.parentSpanId === request?.spanId)
  return spans.find(span => span.spanId === run?.links?.[0]?.spanId)
}

const requestTree = { prepare: {}, wait: {}, 'run in batch': {} }
const wholeBatch = {
  connect: {},
  'lock-names': {},
  'claim-keys': {},
  'lock-owners': {},
  'read-world': {},
  decide: {},
  'write-world': {},
  commit: {},
}

test('a settle is one trace with one span a step, below the span of its caller', () => {
  const [settle] = named('POST /v1/checkouts')
  expect([settle?.traceId, settle?.parentSpanId]).toEqual([calledTrace, calledSpan])
  expect(treeOf(settle)).toEqual({ 'POST /v1/checkouts': requestTree })
  expect(treeOf(batchOf(settle))).toEqual({ batch: wholeBatch })
  expect(batchOf(settle)?.links?.map(({ spanId }) => spanId)).toEqual([settle?.spanId])
  expect([fact(settle, 'http.response.status_code'), fact(settle, 'http.route')]).toEqual([201, '/v1/checkouts'])
  expect(settle?.status.code ?? 0).toBe(0)
})

test('a refund has a trace of its own, with the same steps', () => {
  const [refund] = named('POST /v1/refunds')
  expect(refund?.parentSpanId ?? '').toBe('')
  expect(treeOf(refund)).toEqual({ 'POST /v1/refunds': requestTree })
  expect(treeOf(batchOf(refund))).toEqual({ batch: wholeBatch })
})

test('steps follow each other and lie within their batch', () => {
  const batch = batchOf(named('POST /v1/checkouts')[0])
  const steps = spans.filter(span => span.parentSpanId === batch?.spanId)
  for (const step of steps) {
    expect(BigInt(step.startTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(batch?.startTimeUnixNano ?? 0) - 1_000_000n)
    expect(BigInt(step.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(step.startTimeUnixNano))
    expect(BigInt(step.endTimeUnixNano)).toBeLessThanOrEqual(BigInt(batch?.endTimeUnixNano ?? 0))
  }
})

test('a refusal carries its code, and its batch is a good one', () => {
  const refused = named('POST /v1/checkouts')[1]
  expect(refused?.status).toEqual({ code: 2, message: 'checkout/price-changed' })
  expect(batchOf(refused)?.status.code ?? 0).toBe(0)
})

test('a traceparent that is not one begins a trace of our own', () => {
  const [, , third] = named('POST /v1/checkouts')
  expect(third?.parentSpanId ?? '').toBe('')
  expect(third?.traceId).not.toBe(calledTrace)
})

test('a batch that failed says in which step and why, as does the request', () => {
  const lost = named('POST /v1/checkouts')[3]
  expect(lost?.status).toEqual({ code: 2, message: 'request/broken' })
  const batch = batchOf(lost)
  expect(batch?.status).toEqual({ code: 2, message: '42P01' })
  expect(Object.keys(treeOf(batch).batch ?? {}).at(-1)).toBe('failed step')
  expect(named('wait').filter(span => span.parentSpanId === lost?.spanId)).toHaveLength(1)
})

test('no person is in any trace', () => {
  expect(collector.text()).not.toMatch(/13800138000|王小明/)
})

test('without a collector there is nothing to trace with', async () => {
  const { openTracing } = await import('../../src/server/platform/tracing.ts')
  const config = { traceEndpoint: '', traceShare: 1 }
  expect(await openTracing({ config, processName: '', onTrouble: () => undefined })).toBeNull()
})

test('with a share of nothing no span is sent, and a caller who traces is followed all the same', async () => {
  const other = await openCollector()
  const settings = { OTEL_EXPORTER_OTLP_ENDPOINT: other.url, OTEL_TRACES_SAMPLER_ARG: '0' }
  const rare = await openTestShop({ settings })
  await rare.post('/v1/checkouts', receipt([line(1)]))
  const traceparent = `00-${calledTrace}-${calledSpan}-01`
  await rare.post('/v1/checkouts', receipt([line(1)]), { as: { ...rare.bearer, traceparent } })
  await rare.http.close()
  expect(
    other
      .spans()
      .filter(span => span.name === 'POST /v1/checkouts')
      .map(span => span.traceId),
  ).toEqual([calledTrace])
  expect(other.spans().filter(span => span.name === 'batch')).toHaveLength(1)
  await rare.close()
  other.close()
})
