import type { Context } from './context.ts'
import type { Http } from './http.ts'
import { countOutbox } from './outbox-store.ts'

/** Whether the process lives, whether it can work, and what the API looks like. */
export function healthRoutes(http: Http, { db }: Context): void {
  const shown = { config: { access: 'public' }, schema: { hide: true } } as const
  http.get('/health/live', shown, async () => ({ status: 'ok' }))
  http.get('/health/ready', shown, async () => ({ status: 'ok', outbox: await countOutbox(db) }))
  http.get('/openapi.json', shown, async () => http.swagger())
}
