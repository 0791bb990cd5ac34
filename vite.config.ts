import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const root = fileURLToPath(new URL('src/web', import.meta.url))
const server = 'http://127.0.0.1:8080'

/** In development, deep links lead to their entry, as the server does it for the built pages. */
function entriesForDeepLinks(): Plugin {
  return {
    name: 'entries-for-deep-links',
    configureServer(dev) {
      dev.middlewares.use((request, _response, next) => {
        const path = (request.url ?? '/').split('?')[0] ?? '/'
        if (path === '/' || /^\/console(\/[^.]*)?$/.test(path)) request.url = '/console.html'
        else if (/^\/till(\/[^.]*)?$/.test(path)) request.url = '/till.html'
        next()
      })
    },
  }
}

export default defineConfig({
  root,
  appType: 'mpa',
  plugins: [react(), entriesForDeepLinks()],
  // The server puts a nonce of its own into each answer: see src/server/platform/pages.ts.
  html: { cspNonce: 'REGULARS_NONCE' },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    manifest: true,
    // React and antd are one chunk that both entries share; it is cached for as long as they stay the same.
    chunkSizeWarningLimit: 1_200,
    rolldownOptions: { input: [`${root}/console.html`, `${root}/till.html`] },
  },
  server: { proxy: { '/v1': server, '/api': server, '/openapi.json': server } },
})
