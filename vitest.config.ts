import { defineConfig } from 'vitest/config'

// The suffix of a test is its environment: see CONTRIBUTING.md.
// Pure tests share nothing but code, so they share their workers too: a third of the time.
const pure = { pool: 'threads', isolate: false, maxWorkers: 2 } as const
const server = { environment: 'node', pool: 'forks', testTimeout: 60_000, hookTimeout: 120_000 } as const

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...server,
          ...pure,
          name: 'pure',
          include: ['{src,test,launch}/**/*.test.ts'],
          exclude: ['**/*.db.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          ...server,
          name: 'database',
          isolate: false,
          include: ['{src,test}/**/*.db.test.ts'],
          globalSetup: ['test/support/database-server.ts'],
          maxWorkers: 2,
        },
      },
      {
        // It founds a whole installation of its own, and kills it.
        test: {
          ...server,
          name: 'proof',
          include: ['test/proof/**/*.proof.ts'],
          maxWorkers: 1,
          testTimeout: 1_800_000,
        },
      },
      {
        test: {
          ...server,
          name: 'browser',
          include: ['test/**/*.e2e.ts'],
          globalSetup: ['test/support/database-server.ts'],
          maxWorkers: 1,
          testTimeout: 180_000,
          // A page follows in its own time; a loaded machine takes seconds over a title.
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
})
