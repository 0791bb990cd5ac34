import type { Config } from '../../platform/config.ts'
import { staffErrors } from '../access/index.ts'

/** The addresses at which our own pages are served, as far as the settings tell. */
export function ownOrigins({ publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>): string[] {
  const local = [`http://${host}:${port}`, `http://localhost:${port}`, `http://127.0.0.1:${port}`]
  return publicUrl ? [new URL(publicUrl).origin, ...local] : local
}

export type OriginHeaders = { origin?: string | undefined; host?: string | undefined; site?: string | undefined }

/**
 * Whether a page of ours sent the request. A browser names the page's origin, and no page can forge it. The origin may
 * also be the very address that was asked: then the page was served from here, such as over http://192.168.1.5:8080.
 * A request without any of these headers is not from a page of ours.
 */
export function isSentByOwnPage({ origin, host, site }: OriginHeaders, own: readonly string[]): boolean {
  if (site !== undefined) return site === 'same-origin'
  if (origin === undefined) return false
  return own.includes(origin) || isOriginOfHost(origin, host)
}

export function isOriginOfHost(origin: string, host: string | undefined): boolean {
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host.toLowerCase()
}

type Request = { headers: Readonly<Record<string, string | string[] | undefined>> }

/** Refuses what another site's page had a browser send. @throws organisation/foreign-origin */
export function refuseForeignPages(config: Pick<Config, 'publicUrl' | 'host' | 'port'>): (request: Request) => void {
  const own = ownOrigins(config)
  return ({ headers }) => {
    const one = (name: string) => [headers[name]].flat()[0]
    if (!isSentByOwnPage({ origin: one('origin'), host: one('host'), site: one('sec-fetch-site') }, own))
      throw staffErrors.make('foreign-origin')
  }
}
