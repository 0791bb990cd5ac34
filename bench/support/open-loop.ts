import { connect, type Socket } from 'node:net'
import { mulberry32 } from './baskets.ts'
import { type BenchShop, goodsCount, tillNames } from './bench-shop.ts'

/** What the process is told to do. */
export type OpenLoop = Pick<BenchShop, 'address' | 'authorization' | 'memberNumbers'> & {
  perSecond: number
  seconds: number
  connections: number
  prefix: string
}

/** Latencies in ms from the moment at which a checkout was due, not from when there was time to send it. */
export type OpenLoopResult = {
  sent: number
  refused: number
  broken: number
  p50: number
  p95: number
  p99: number
  max: number
}

type Arrival = { dueMs: number; bytes: Buffer }

/** One connection, one checkout at a time. */
class Line {
  readonly #socket: Socket
  #arrival: Arrival | undefined
  #received = ''

  constructor(address: string, onAnswer: (line: Line, arrival: Arrival, status: number) => void) {
    const { hostname, port } = new URL(address)
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true })
    this.#socket.setEncoding('latin1')
    this.#socket.on('error', () => {})
    this.#socket.on('close', () => this.#finish(0, onAnswer))
    this.#socket.on('data', part => {
      this.#received += part
      const status = statusOfWhole(this.#received)
      if (status !== undefined) this.#finish(status, onAnswer)
    })
  }

  send(arrival: Arrival): void {
    this.#arrival = arrival
    this.#received = ''
    this.#socket.write(arrival.bytes)
  }

  end(): void {
    this.#socket.destroy()
  }

  #finish(status: number, onAnswer: (line: Line, arrival: Arrival, status: number) => void): void {
    const arrival = this.#arrival
    this.#arrival = undefined
    if (arrival) onAnswer(this, arrival, status)
  }
}

/** @returns the status of an answer that has arrived whole; undefined while some of it is missing */
function statusOfWhole(text: string): number | undefined {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = text.slice(0, end)
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
  return text.length >= end + 4 + length ? Number(head.slice(9, 12)) : undefined
}

function arrivalsOf(order: OpenLoop): Arrival[] {
  const random = mulberry32(20261122)
  const below = (most: number) => Math.floor(random() * most)
  const host = new URL(order.address).host
  const arrivals: Arrival[] = []
  // Customers come when they come: gaps of a Poisson process, the waiting times that queues are measured with.
  for (let dueMs = 0, made = 1; dueMs < order.seconds * 1000; made++) {
    dueMs += (-Math.log(1 - random()) * 1000) / order.perSecond
    const till = tillNames[below(tillNames.length)]
    const body = JSON.stringify({
      ...till,
      receiptNumber: `${order.prefix}${made}`,
      member: { memberNumber: order.memberNumbers[below(order.memberNumbers.length)] },
      lines: [1, 2, 3].map(lineNumber => ({
        lineNumber,
        sku: `sku-${below(goodsCount)}`,
        quantity: 1 + below(3),
        unitPriceCents: (20 + below(70)) * 100,
      })),
      ...(random() < 0.2 ? { redeem: [{ rule: 'cash-off', points: 500 }] } : {}),
    })
    const head = `POST /v1/checkouts HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\nauthorization: ${order.authorization}\r\nidempotency-key: ${order.prefix}${made}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`
    arrivals.push({ dueMs, bytes: Buffer.from(head + body) })
  }
  return arrivals
}

async function runOpenLoop(order: OpenLoop): Promise<OpenLoopResult> {
  const arrivals = arrivalsOf(order)
  const latencies: number[] = []
  const finished = Promise.withResolvers<void>()
  const waiting: Arrival[] = []
  let refused = 0
  let broken = 0
  let beganMs = 0
  const free: Line[] = []
  const answer = (line: Line, arrival: Arrival, status: number) => {
    if (status === 0) broken += 1
    else if (status !== 201) refused += 1
    latencies.push(performance.now() - beganMs - arrival.dueMs)
    const next = waiting.shift()
    if (next) line.send(next)
    else free.push(line)
    if (latencies.length === arrivals.length) finished.resolve()
  }
  for (let index = 0; index < order.connections; index++) free.push(new Line(order.address, answer))
  await new Promise(resolve => setTimeout(resolve, 500))
  beganMs = performance.now()
  let next = 0
  const sendDue = () => {
    const nowMs = performance.now() - beganMs
    for (; next < arrivals.length && (arrivals[next]?.dueMs ?? 0) <= nowMs; next++) {
      const arrival = arrivals[next]
      const line = free.pop()
      if (arrival && line) line.send(arrival)
      else if (arrival) waiting.push(arrival)
    }
    if (next < arrivals.length) setTimeout(sendDue, 1)
  }
  sendDue()
  await finished.promise
  for (const line of free) line.end()
  latencies.sort((a, b) => a - b)
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return { sent: arrivals.length, refused, broken, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) }
}

process.once('message', (order: OpenLoop) => {
  void runOpenLoop(order).then(result => {
    process.send?.(result)
    process.disconnect()
  })
})
