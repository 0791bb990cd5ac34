import { currentLanguage } from '../ui/language.ts'
import { type ApiError, errorOfAnswer, noAnswer } from './errors.ts'
import { presenceHeaders } from './presence.ts'

type Query = Readonly<Record<string, string | number | undefined>>

/** A till that hears nothing for this long says so, and offers to try the same request again. */
const answerMsMax = 20_000

export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, String(value))
  const text = search.toString()
  if (text === '') return path
  return `${path}${path.includes('?') ? '&' : '?'}${text}`
}

/** @throws ApiError */
export function read<Answer>(path: string, query?: Query): Promise<Answer> {
  return call<Answer>(withQuery(path, query), { method: 'GET' })
}

/**
 * Sends a change. The key names one action of a person: a retry of that action must bring the same key, so that
 * the server does it once.
 * @throws ApiError
 */
export function send<Answer>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  { body, key }: { body?: unknown; key?: string } = {},
): Promise<Answer> {
  const headers: Record<string, string> = {}
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (key !== undefined) headers['idempotency-key'] = key
  return call<Answer>(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
}

async function call<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const response = await fetchOrFail(path, init)
  const text = await response.text().catch(() => {
    throw noAnswer()
  })
  if (!response.ok) throw errorOfAnswer(response.status, parsed(text))
  return text === '' ? JSON.parse('null') : parseAnswer<Answer>(text)
}

async function fetchOrFail(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, {
      ...init,
      credentials: 'same-origin',
      headers: { 'accept-language': currentLanguage(), ...presenceHeaders(), ...init.headers },
      signal: AbortSignal.timeout(answerMsMax),
    })
  } catch {
    throw noAnswer()
  }
}

function parseAnswer<Answer>(text: string): Answer {
  try {
    return JSON.parse(text)
  } catch {
    // A proxy's own page with status 200, for example: not an answer of ours.
    throw noAnswer() satisfies ApiError
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
