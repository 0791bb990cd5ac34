import { expect, test } from 'vitest'
import { Metrics, metricsText } from './metrics.ts'
import { MetricsExchange, type MetricsMessage } from './metrics-exchange.ts'
import { listenForMetrics } from './metrics-listener.ts'

/** Metrics with one number. */
function counted(name: string, value: number): Metrics {
  const metrics = new Metrics(name)
  metrics.counter({ name: 'regulars_test_total', help: 'A test.' }).inc(value)
  return metrics
}

test('a background process that runs alone serves its metrics to this machine, or to whoever has the token', async () => {
  const open = await listenForMetrics(counted('background', 2), { host: '127.0.0.1', port: 0, token: '' })
  const guarded = await listenForMetrics(counted('', 3), { host: '127.0.0.1', port: 0, token: 'secret' })
  const ask = async (server: typeof open, path: string, headers = {}) => {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('a port was expected')
    const answer = await fetch(`http://127.0.0.1:${address.port}${path}`, { headers })
    return [answer.status, (await answer.text()).split('\n').find(text => text.startsWith('regulars'))]
  }
  expect(await ask(open, '/metrics')).toEqual([200, 'regulars_test_total{process="background"} 2'])
  expect(await ask(open, '/')).toEqual([404, undefined])
  expect(await ask(guarded, '/metrics')).toEqual([403, undefined])
  expect(await ask(guarded, '/metrics', { authorization: 'Bearer secret' })).toEqual([200, 'regulars_test_total 3'])
  open.close()
  guarded.close()
})

/** A line to a supervisor that answers as `answer` says, or never. */
function lineTo(answer: (message: MetricsMessage) => Promise<MetricsMessage | undefined>) {
  let hear: (message: unknown) => void = () => undefined
  const said: MetricsMessage[] = []
  const channel = {
    connected: true,
    on: (_event: string, listener: (message: unknown) => void) => {
      hear = listener
      return process
    },
    send: (message: MetricsMessage) => {
      said.push(message)
      void answer(message).then(reply => reply && hear(reply))
      return true
    },
  }
  return { channel, said, hear: (message: unknown) => hear(message) }
}

test('a process tells of all that its supervisor knows, or of itself alone when that is silent', async () => {
  const other = await counted('web-2', 5).measured()
  const own = counted('web-1', 1)
  const answering = lineTo(async ({ question }) => ({
    kind: 'all-metrics',
    question,
    measured: [await own.measured(), other],
  }))
  const text = await metricsText(await new MetricsExchange(own, answering.channel).gather())
  expect(text).toContain('regulars_test_total{process="web-1"} 1\nregulars_test_total{process="web-2"} 5')

  const silent = lineTo(async () => undefined)
  const alone = await metricsText(await new MetricsExchange(own, silent.channel).gather())
  expect(alone).toContain('regulars_test_total{process="web-1"} 1')
  expect(alone).not.toContain('web-2')
})

test('a process answers the supervisor, and leaves other messages alone', async () => {
  const line = lineTo(async () => undefined)
  new MetricsExchange(counted('web-1', 1), line.channel)
  for (const message of [null, 'ready', { kind: 'begin' }, { kind: 'tell-metrics', question: 'q' }]) line.hear(message)
  await expect.poll(() => line.said).toMatchObject([{ kind: 'own-metrics', question: 'q' }])
})
