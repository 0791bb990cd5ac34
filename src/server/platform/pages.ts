import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { Http } from './http.ts'
import { pageHeaders } from './security-headers.ts'

/** Where `vite build` puts the pages. */
const pagesFolder = join(import.meta.dirname, '../../../dist/web')

/** Each entry of the pages and the addresses that it answers. */
const entries = [
  { file: 'console.html', paths: ['/console', '/console/*'] },
  { file: 'till.html', paths: ['/till', '/till/*'] },
] as const

/** Stands in the built pages where each answer puts a nonce of its own: see vite.config.ts. */
const noncePlace = 'REGULARS_NONCE'

/** Serves the built pages. Names of assets carry a hash of their content, so browsers keep them for a year. */
export async function servePages(http: Http, { isSandbox = false }: { isSandbox?: boolean } = {}): Promise<void> {
  http.get('/', { config: { access: 'public' }, schema: { hide: true } }, (_request, reply) =>
    reply.redirect('/console/'),
  )
  if (!existsSync(pagesFolder)) return
  await http.register(fastifyStatic, { root: pagesFolder, serve: false })
  const shown = { config: { access: 'public' }, schema: { hide: true } } as const
  http.get<{ Params: { '*': string } }>('/assets/*', shown, (request, reply) =>
    reply.sendFile(`assets/${request.params['*']}`, { maxAge: '365d', immutable: true }),
  )
  for (const { file, paths } of entries) {
    const built = await readFile(join(pagesFolder, file), 'utf8')
    // Known before anybody signs in: no page of a sandbox is without its banner.
    const page = isSandbox ? built.replace('<html ', '<html data-sandbox="yes" ') : built
    for (const path of paths)
      http.get(path, shown, async (_request, reply) => {
        const nonce = randomBytes(16).toString('base64url')
        return reply
          .headers(pageHeaders(nonce))
          .type('text/html; charset=utf-8')
          .header('cache-control', 'no-cache')
          .send(page.replaceAll(noncePlace, nonce))
      })
  }
}
