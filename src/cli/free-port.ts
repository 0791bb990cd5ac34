import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export type Listening = { host: string; port: number }

/** The processes of a start that was killed need a moment to notice and to let go of their port. */
const leavingMs = 1_500

/** Why nobody can listen there, as a sentence with a remedy; undefined when the port is free. */
export async function portRefusal({ host, port }: Listening): Promise<string | undefined> {
  if (port === 0) return undefined
  const beganAt = Date.now()
  for (;;) {
    const code = await tryToListen({ host, port })
    if (!code) return undefined
    if (code !== 'EADDRINUSE') return sentence({ host, port, code, isOurs: false })
    if (Date.now() - beganAt > leavingMs) return sentence({ host, port, code, isOurs: await isRegulars(port) })
    await pause(100)
  }
}

function sentence({ host, port, code, isOurs }: Listening & { code: string; isOurs: boolean }): string {
  const remedy = `Choose another 换一个端口: PORT=${port < 65_535 ? port + 1 : 8080} npm start`
  if (isOurs)
    return `Regulars is already running 已在运行: http://127.0.0.1:${port}\nA second one needs its own PORT and REGULARS_DATA.`
  if (code === 'EADDRINUSE') return `Port ${port} is in use by another program 端口已被占用。\n${remedy}`
  if (code === 'EACCES')
    return `This user may not listen on port ${port} 无权使用该端口。\n${remedy.replace(/PORT=\d+/, 'PORT=8080')}`
  return `Nobody can listen on HOST=${host} PORT=${port} 无法监听 (${code}).\nUse HOST=127.0.0.1 for this machine, HOST=0.0.0.0 for the network.`
}

function tryToListen({ host, port }: Listening): Promise<string | undefined> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', error => resolve('code' in error ? String(error.code) : error.message))
    server.listen({ host, port }, () => server.close(() => resolve(undefined)))
  })
}

async function isRegulars(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/health/live`, { signal: AbortSignal.timeout(1_000) })
    return answer.ok && JSON.stringify(await answer.json()).startsWith('{"status":"ok"')
  } catch {
    return false
  }
}
