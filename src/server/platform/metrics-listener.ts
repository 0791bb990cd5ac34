import { createServer, type Server } from 'node:http'
import { type Metrics, metricsContentType, metricsText } from './metrics.ts'
import { mayReadMetrics } from './metrics-access.ts'

/** For a background process that runs without a supervisor: a listener for its metrics alone. */
export async function listenForMetrics(
  metrics: Metrics,
  { host, port, token }: { host: string; port: number; token: string },
): Promise<Server> {
  const server = createServer(async ({ url, headers, socket }, response) => {
    if (url !== '/metrics') return void response.writeHead(404).end()
    if (!mayReadMetrics({ remoteAddress: socket.remoteAddress, headers, token }))
      return void response.writeHead(403).end()
    const text = await metricsText([await metrics.measured()])
    response.writeHead(200, { 'content-type': metricsContentType }).end(text)
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  return server
}
