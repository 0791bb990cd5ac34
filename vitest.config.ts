import { defineConfig } from 'vitest/config'

// The suffix of a test is its environment: see CONTRIBUTING.md.
// Pure tests share nothing but code, so they share their workers too: a third of the time.
const pure = { pool: 'threads', isolate: false, maxWorkers: 2 } as const
/** What has processes of its own comes after the rest, two at a time. */
const afterwards = { maxWorkers: 2, sequence: { groupOrder: 1 } } as const
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
        // It founds a whole installation of its own, and kills it. Beside it the pages are tried.
        test: {
          ...server,
          ...afterwards,
          name: 'proof',
          include: ['test/proof/**/*.proof.ts'],
          testTimeout: 1_800_000,
        },
      },
      {
        test: {
          ...server,
          ...afterwards,
          name: 'browser',
          include: ['test/**/*.e2e.ts'],
          globalSetup: ['test/support/database-server.ts'],
          testTimeout: 180_000,
          // A page follows in its own time; a loaded machine takes seconds over a title.
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
})
