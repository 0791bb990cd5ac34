import type { BetterAuthPlugin, DBAdapter, Where } from 'better-auth'
import { tokenHash } from './session-token.ts'

/**
 * Lets better-auth keep only the hash of a session's token: tokens are hashed on their way into the database, and the
 * caller's own is put back into what comes out, because better-auth sets cookies and ends sessions by it. Lists come
 * out with hashes; no door of ours shows them.
 */
export const hashedSessionTokens = {
  id: 'hashed-session-tokens',
  init: ({ adapter }) => ({ context: { adapter: withHashedTokens(adapter) } }),
} satisfies BetterAuthPlugin

function withHashedTokens(adapter: DBAdapter): DBAdapter {
  return {
    ...withoutTransaction(adapter),
    transaction: work => adapter.transaction(inner => work(withoutTransaction(inner))),
  }
}

type WithoutTransaction = Omit<DBAdapter, 'transaction'>

function withoutTransaction(adapter: WithoutTransaction): WithoutTransaction {
  return {
    ...adapter,
    create: async input => withToken(await adapter.create(hashed(input)), tokenIn(input)),
    findOne: async input => withToken(await adapter.findOne(hashed(input)), tokenIn(input)),
    findMany: input => adapter.findMany(hashed(input)),
    count: input => adapter.count(hashed(input)),
    update: async input => withToken(await adapter.update(hashed(input)), tokenIn(input)),
    updateMany: input => adapter.updateMany(hashed(input)),
    delete: input => adapter.delete(hashed(input)),
    deleteMany: input => adapter.deleteMany(hashed(input)),
    consumeOne: async input => withToken(await adapter.consumeOne(hashed(input)), tokenIn(input)),
    incrementOne: async input => withToken(await adapter.incrementOne(hashed(input)), tokenIn(input)),
  }
}

type Input = { model: string; where?: Where[] | undefined; data?: object | undefined; update?: object | undefined }

function hashed<Given extends Input>(input: Given): Given {
  if (input.model !== 'session') return input
  return {
    ...input,
    ...(input.where && { where: input.where.map(hashedClause) }),
    ...(input.data && { data: hashedRow(input.data) }),
    ...(input.update && { update: hashedRow(input.update) }),
  }
}

function hashedClause(clause: Where): Where {
  if (clause.field !== 'token') return clause
  const { value } = clause
  if (Array.isArray(value)) return { ...clause, value: value.map(token => tokenHash(String(token))) }
  return { ...clause, value: tokenHash(String(value)) }
}

function hashedRow(row: object): object {
  return 'token' in row && typeof row.token === 'string' ? { ...row, token: tokenHash(row.token) } : row
}

/** The token that the caller knows already: the one it writes, or the one it asks for. */
function tokenIn({ model, where = [], data = {} }: Input): string | undefined {
  if (model !== 'session') return undefined
  if ('token' in data && typeof data.token === 'string') return data.token
  const asked = where.find(({ field, operator = 'eq' }) => field === 'token' && operator === 'eq')?.value
  return typeof asked === 'string' ? asked : undefined
}

function withToken<Row>(row: Row, token: string | undefined): Row {
  if (token !== undefined && typeof row === 'object' && row !== null && 'token' in row) Object.assign(row, { token })
  return row
}
