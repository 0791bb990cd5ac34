import { randomUUID } from 'node:crypto'
import type { Http } from '../../src/server/platform/http.ts'
import { ownPage } from './small-shop.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type SetCookie = { name: string; value: string; maxAge?: number }

/** A browser as far as cookies go: it keeps what it is given, and drops what it is told to drop. */
export class TestBrowser {
  readonly #http: Http
  readonly #cookies = new Map<string, string>()
  readonly address: string

  constructor(http: Http, { address = '127.0.0.1' }: { address?: string } = {}) {
    this.#http = http
    this.address = address
  }

  /** The same cookies, asking another process. */
  at(http: Http): TestBrowser {
    const other = new TestBrowser(http, { address: this.address })
    for (const [name, value] of this.#cookies) other.#cookies.set(name, value)
    return other
  }

  async ask(method: Method, url: string, payload?: object, headers: Record<string, string> = {}) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ')
    const key = method === 'GET' ? {} : { 'idempotency-key': randomUUID() }
    const answer = await this.#http.inject({
      method,
      url,
      headers: { ...ownPage, ...key, 'accept-language': 'en', cookie, ...headers },
      remoteAddress: this.address,
      ...(payload && { payload }),
    })
    for (const given of answer.cookies) this.#keep(given)
    const isJson = String(answer.headers['content-type']).includes('json')
    return { status: answer.statusCode, body: isJson ? answer.json() : {}, headers: answer.headers }
  }

  #keep({ name, value, maxAge }: SetCookie): void {
    if (maxAge === 0 || value === '') this.#cookies.delete(name)
    else this.#cookies.set(name, value)
  }

  signIn(email: string, password: string) {
    return this.ask('POST', '/api/auth/sign-in/email', { email, password })
  }

  /** Whether a session of this browser is open. */
  async isIn(): Promise<boolean> {
    return (await this.ask('GET', '/v1/myself')).status === 200
  }
}
