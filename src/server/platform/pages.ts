import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { Http } from './http.ts'

/** Where `vite build` puts the pages. */
const pagesFolder = join(import.meta.dirname, '../../../dist/web')

/** Each entry of the pages and the addresses that it answers. */
const entries = [
  { file: 'console.html', paths: ['/console', '/console/*'] },
  { file: 'till.html', paths: ['/till', '/till/*'] },
] as const

/** Serves the built pages. Names of assets carry a hash of their content, so browsers keep them for a year. */
export async function servePages(http: Http): Promise<void> {
  http.get('/', { config: { access: 'public' }, schema: { hide: true } }, (_request, reply) =>
    reply.redirect('/console/'),
  )
  if (!existsSync(pagesFolder)) return
  await http.register(fastifyStatic, { root: pagesFolder, serve: false })
  const shown = { config: { access: 'public' }, schema: { hide: true } } as const
  http.get<{ Params: { '*': string } }>('/assets/*', shown, (request, reply) =>
    reply.sendFile(`assets/${request.params['*']}`, { maxAge: '365d', immutable: true }),
  )
  for (const { file, paths } of entries)
    for (const path of paths) http.get(path, shown, (_request, reply) => reply.sendFile(file, { cacheControl: false }))
}
