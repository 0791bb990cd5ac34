import { dirname, join } from 'node:path'
import type { Config } from '../platform/config.ts'
import type { ConnectionTarget } from '../platform/database.ts'

/** Beside the shop's database, under a name that says whose it is. */
export const sandboxNameOf = (shopDatabase: string): string => `${shopDatabase}_sandbox`

/** The same server, the sandbox's database. */
export function sandboxTarget(shop: ConnectionTarget, name: string): ConnectionTarget {
  if (!('connectionString' in shop)) return { ...shop, database: name }
  const address = new URL(shop.connectionString)
  address.pathname = `/${encodeURIComponent(name)}`
  return { connectionString: address.href }
}

/** Browsers share cookies among the ports of a host: these do not overwrite those of the shop. */
export const sandboxCookiePrefix = 'regulars-sandbox'

const connectionsMax = 6

/** The settings of the shop, but for its place, its key, and whatever would reach outside. */
export function sandboxConfig(shop: Config): Config {
  return {
    ...shop,
    databaseUrl: '',
    keyFile: join(dirname(shop.keyFile), 'regulars-sandbox.key'),
    port: shop.sandboxPort,
    publicUrl: shop.sandboxUrl,
    demo: false,
    connectionsMax,
    traceEndpoint: '',
  }
}
