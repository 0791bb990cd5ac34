import type { Server } from 'node:http'
import { Server as NetServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export type Leaving = {
  /** How long requests are still welcome after readiness says no: a load balancer needs a moment to notice. */
  noticeMs: number
  /**
   * How long a connection on which nothing happens is kept. A client may be about to send its next request on it, and a
   * connection that is closed under a request is a failed request.
   */
  idleMs: number
  /** After this long, whatever is still open is cut. */
  limitMs: number
}

const lookEveryMs = 20

/**
 * How a web process leaves: it says so, lets everybody finish, and only then is gone. Each answer that it still gives
 * carries `connection: close`, so that clients go to whoever serves on.
 */
export class Departure {
  readonly #server: Server
  #isLeaving = false

  constructor(server: Server) {
    this.#server = server
  }

  get isLeaving(): boolean {
    return this.#isLeaving
  }

  /** @returns how many connections had to be cut */
  async leave({ noticeMs, idleMs, limitMs }: Leaving): Promise<number> {
    this.#isLeaving = true
    if (noticeMs > 0) await pause(noticeMs)
    const beganAt = performance.now()
    // That of net only stops listening; that of http would also close the idle connections, at once.
    if (this.#server.listening) NetServer.prototype.close.call(this.#server)
    for (;;) {
      const waitedMs = performance.now() - beganAt
      if (waitedMs >= idleMs) this.#server.closeIdleConnections()
      const open = await this.#countOpen()
      if (open === 0) return 0
      if (waitedMs >= limitMs) {
        this.#server.closeAllConnections()
        return open
      }
      await pause(lookEveryMs)
    }
  }

  #countOpen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
    })
  }
}
