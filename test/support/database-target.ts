import type { ConnectionTarget } from '../../src/server/platform/database.ts'

/** The same server, another database of it. */
export function targetOf(server: ConnectionTarget, database: string): ConnectionTarget {
  if (!('connectionString' in server)) return { ...server, database }
  const address = new URL(server.connectionString)
  address.pathname = `/${database}`
  return { connectionString: address.href }
}
