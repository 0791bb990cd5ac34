import fc from 'fast-check'
import { change, changed, oddTexts } from './mutations.ts'
import { arbitraryOf, type Known, type Schema } from './schema-arbitrary.ts'

/** A request as bytes and headers, and whether it must go over the wire because no client library would send it. */
export type FuzzRequest = {
  method: string
  url: string
  headers: Record<string, string>
  payload: Buffer | undefined
  isRaw: boolean
}

type Parameter = { in: string; name: string; required?: boolean; schema: Schema }
type Operation = {
  parameters?: readonly Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}
export type ApiDocument = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

type Making = { known: Known; bearer: string; others: readonly Record<string, string>[] }

/** Operations that cost much, or change the shop for everybody: a few of them are enough. */
const rare = /^(post|patch) \/v1\/(staff|programs)|^post \/v1\/(stores|keys)|^delete/

/** What a till sends all day: it comes often, however many other operations the API has. */
const often = /^post \/v1\/(checkouts|refunds|members)(\/|$)/

/** Requests to every operation of the API, from right to absurd. */
export function requestArbitrary({ paths, components }: ApiDocument, making: Making): fc.Arbitrary<FuzzRequest> {
  const parts = { ...making, schemas: components.schemas }
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      weight: weightOf(`${method} ${path}`),
      arbitrary: operationArbitrary({ method: method.toUpperCase(), path, operation }, parts),
    })),
  )
  return fc.oneof(...operations, { weight: 20, arbitrary: strayArbitrary(making) })
}

function weightOf(operation: string): number {
  if (rare.test(operation)) return 2
  if (often.test(operation)) return 100
  return operation.startsWith('post') ? 40 : 15
}

type Described = { method: string; path: string; operation: Operation }

function operationArbitrary(
  { method, path, operation }: Described,
  making: Making & { schemas: Record<string, Schema> },
): fc.Arbitrary<FuzzRequest> {
  const parameters = operation.parameters ?? []
  const valuesOf = (parameter: Parameter) =>
    fc.oneof(
      { weight: 9, arbitrary: arbitraryOf(parameter.schema, making, parameter.name) },
      { weight: 1, arbitrary: fc.constantFrom<unknown>(...oddTexts) },
    )
  const inPath = fc.tuple(...parameters.filter(({ in: where }) => where === 'path').map(valuesOf))
  const inQuery = fc.tuple(
    ...parameters
      .filter(({ in: where }) => where === 'query')
      .map(parameter => fc.option(valuesOf(parameter), { freq: parameter.required ? 10 : 2, nil: undefined })),
  )
  const url = fc.tuple(inPath, inQuery).map(([pathValues, queryValues]) => {
    const texts = pathValues.map(value => encode(String(value)))
    const filled = path.replace(/\{\w+\}/g, () => texts.shift() ?? 'x')
    const names = parameters.filter(({ in: where }) => where === 'query').map(({ name }) => name)
    const query = names.flatMap((name, index) =>
      queryValues[index] === undefined ? [] : [`${name}=${encode(String(queryValues[index]))}`],
    )
    return query.length > 0 ? `${filled}?${query.join('&')}` : filled
  })
  const schema = operation.requestBody?.content['application/json']?.schema
  const body = schema ? bodyArbitrary(arbitraryOf(schema, making)) : fc.constant(undefined)
  return fc
    .record({ url, body, headers: headersArbitrary(making), wrong: transportArbitrary() })
    .map(({ url, body, headers, wrong }) => {
      const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
      return wrong({ method, url, headers: { ...type, ...headers }, payload: body, isRaw: false })
    })
}

/** A text in an address. Half of a pair has no UTF-8, so it is written as the bytes that some programs make of it. */
function encode(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80'
}

const tooLarge = Buffer.alloc(5_000_000, ' ')

/** Right ones, changed ones, and bytes that are no JSON any more. */
function bodyArbitrary(right: fc.Arbitrary<unknown>): fc.Arbitrary<Buffer> {
  const written = fc
    .tuple(
      right,
      fc.oneof(
        { weight: 5, arbitrary: fc.constant([]) },
        { weight: 5, arbitrary: fc.array(change, { minLength: 1, maxLength: 3 }) },
      ),
    )
    .map(([body, changes]) => Buffer.from(JSON.stringify(changed(body, changes)) ?? ''))
  const damage = fc.constantFrom<(bytes: Buffer) => Buffer>(
    bytes => bytes.subarray(0, Math.floor(bytes.length / 2)),
    bytes => Buffer.concat([bytes, bytes]),
    bytes => Buffer.concat([Buffer.from('\ufeff'), bytes]),
    bytes => Buffer.concat([bytes.subarray(0, 5), Buffer.from([0xff, 0xfe, 0x00]), bytes.subarray(5)]),
    bytes => Buffer.from(bytes.toString('utf8'), 'utf16le'),
    () => Buffer.alloc(0),
    () => Buffer.from('{"a":NaN}'),
    () => Buffer.from('{"__proto__":{"x":1}}'),
    () => Buffer.from(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    () => Buffer.from('"just a text"'),
    () => tooLarge,
  )
  const damaged = fc.tuple(written, damage).map(([bytes, harm]) => harm(bytes))
  return fc.oneof({ weight: 19, arbitrary: written }, { weight: 1, arbitrary: damaged })
}

function headersArbitrary({ bearer, others, known }: Making): fc.Arbitrary<Record<string, string>> {
  const who = fc.oneof(
    { weight: 17, arbitrary: fc.constant<Record<string, string>>({ authorization: bearer }) },
    { weight: 3, arbitrary: fc.constantFrom<Record<string, string>>({}, ...others) },
  )
  const key = fc.oneof(
    { weight: 16, arbitrary: fc.uuid().map<Record<string, string>>(uuid => ({ 'idempotency-key': uuid })) },
    {
      weight: 2,
      arbitrary: fc.nat(20).map<Record<string, string>>(number => ({ 'idempotency-key': `again-${number}` })),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom<Record<string, string>>(
        {},
        { 'idempotency-key': '' },
        { 'idempotency-key': 'k'.repeat(201) },
        { 'idempotency-key': 'é' },
      ),
    },
  )
  const language = fc.constantFrom<Record<string, string>>(
    { 'accept-language': 'en' },
    { 'accept-language': 'zh-TW' },
    {},
    { 'accept-language': '*;q=x,,;' },
  )
  // What the shop knows is made of nothing but plain characters; a header may carry no others.
  const odd = fc.constantFrom<Record<string, string>>(
    {},
    {},
    {},
    { 'x-request-id': '../x' },
    { 'x-forwarded-for': '1.2.3.4, x' },
    { accept: 'application/xml' },
    { cookie: `regulars.session_token=${String(known.get('receiptId')?.[0])}.x` },
    { traceparent: '00-zz' },
  )
  return fc.tuple(who, key, language, odd).map(parts => Object.assign({}, ...parts))
}

/** What goes wrong between a right request and the server. */
function transportArbitrary(): fc.Arbitrary<(request: FuzzRequest) => FuzzRequest> {
  const withHeaders = (headers: Record<string, string>) => (request: FuzzRequest) => ({
    ...request,
    headers: { ...request.headers, ...headers },
  })
  const right = fc.constant((request: FuzzRequest) => request)
  const wrong = fc.constantFrom<(request: FuzzRequest) => FuzzRequest>(
    withHeaders({ 'content-type': 'text/plain' }),
    withHeaders({ 'content-type': 'application/xml' }),
    withHeaders({ 'content-type': 'application/x-www-form-urlencoded' }),
    withHeaders({ 'content-type': 'multipart/form-data; boundary=x' }),
    withHeaders({ 'content-type': 'application/json; charset=utf-16' }),
    withHeaders({ 'content-type': ';;' }),
    withHeaders({ 'content-encoding': 'gzip' }),
    request => ({ ...request, method: 'PUT' }),
    request => ({ ...request, method: 'DELETE' }),
    request => ({ ...request, method: 'OPTIONS' }),
    request => ({ ...request, method: 'HEAD' }),
    request => ({ ...request, method: 'GET' }),
    request => ({ ...request, url: `${request.url}/` }),
    request => ({ ...request, url: `${request.url}?pageSize=x&pageSize=2&after[]=1&__proto__[x]=1` }),
    request => ({ ...request, url: request.url.replace('/v1/', '/v1//') }),
    request => ({ ...request, url: `${request.url}%`, isRaw: true }),
    request => ({ ...request, url: `${request.url} x`, isRaw: true }),
    request => ({ ...request, url: `${request.url}\u00ff`, isRaw: true }),
    request => ({ ...request, method: 'BREW', isRaw: true }),
    request => ({ ...withHeaders({ 'content-length': '-1' })(request), isRaw: true }),
    request => ({ ...withHeaders({ 'transfer-encoding': 'chunked, x' })(request), isRaw: true }),
    request => ({ ...withHeaders({ 'x\u0001y': 'z' })(request), isRaw: true }),
    request => ({ ...withHeaders({ cookie: 'x'.repeat(20_000) })(request), isRaw: true }),
    request => ({ ...request, isRaw: true }),
  )
  return fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: wrong })
}

/** Addresses that nobody has. */
function strayArbitrary({ bearer }: Making): fc.Arbitrary<FuzzRequest> {
  const url = fc.oneof(
    fc.webPath().map(path => path || '/'),
    fc.constantFrom('/v1', '/v1/', '/v2/members', '/api', '/openapi.json', '/health/ready', '/v1/members/x/y/z'),
  )
  return fc.tuple(url, fc.constantFrom('GET', 'POST', 'PATCH', 'HEAD')).map(([url, method]) => ({
    method,
    url,
    headers: { authorization: bearer, 'idempotency-key': 'stray' },
    payload: undefined,
    isRaw: false,
  }))
}
