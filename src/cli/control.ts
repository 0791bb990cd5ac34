import { createHash } from 'node:crypto'
import { chmod, lstat, mkdir, unlink } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/** How a command reaches the system that runs: a door of the supervisor, for its own user alone. */
export type ControlPlace = { host: string; port: number }

type Restart = (log: (sentence: string) => void) => Promise<void>

/** One port is served by one system, so the port is its name. */
async function controlAddress({ host, port }: ControlPlace): Promise<string> {
  const name = createHash('sha256').update(`${host} ${port}`).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\regulars-${name}`
  const { uid } = userInfo()
  const folder = join(tmpdir(), `regulars-control-${uid}`)
  await mkdir(folder, { mode: 0o700 }).catch(() => undefined)
  const found = await lstat(folder)
  // Anybody may make folders there; only one of our own is a door that we open or knock at.
  if (!found.isDirectory() || found.uid !== uid) throw new Error(`${folder} belongs to somebody else. Remove it.`)
  await chmod(folder, 0o700)
  return join(folder, `${name}.sock`)
}

/** Opens the door. Whoever knocks asks for a restart, hears what goes on, and at last "ok" or the reason why not. */
export async function openControl(place: ControlPlace, restart: Restart): Promise<Server> {
  const address = await controlAddress(place)
  // A supervisor that was killed leaves its door behind; nobody listens there, since the port is ours.
  if (process.platform !== 'win32') await unlink(address).catch(() => undefined)
  let last: Promise<unknown> = Promise.resolve()
  const server = createServer(socket => {
    socket.on('error', () => undefined)
    socket.setEncoding('utf8').once('data', word => {
      if (String(word).trim() !== 'restart') return void socket.end('There is no such wish.\n')
      // One after the other: two at once would each replace what the other has just started.
      last = last.then(() => answer(socket, restart))
    })
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(address, resolve))
  return server
}

async function answer(socket: Socket, restart: Restart): Promise<void> {
  try {
    await restart(sentence => socket.write(`${sentence}\n`))
    socket.end('ok\n')
  } catch (error) {
    socket.end(`${error instanceof Error ? error.message : String(error)}\n`)
  }
}

/**
 * Asks the running system for a restart and repeats what it says.
 * @returns whether it was done; undefined when nobody is there
 */
export async function askForRestart(
  place: ControlPlace,
  say: (sentence: string) => void,
): Promise<boolean | undefined> {
  const address = await controlAddress(place)
  const socket = connect(address).setEncoding('utf8')
  let text = ''
  try {
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
    socket.write('restart\n')
    for await (const part of socket) {
      const lines = (text + part).split('\n')
      text = lines.pop() ?? ''
      for (const line of lines) {
        if (line === 'ok') return true
        say(line)
      }
    }
    return false
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ECONNREFUSED'].includes(String(error.code)))
      return undefined
    throw error
  } finally {
    socket.destroy()
  }
}
