import pg from 'pg'
import type { EmbeddedTarget } from '../../src/server/platform/postgres-server.ts'

/** Where pgbench is not installed: the same transaction in the same 16 sessions, driven by Node. */
export async function runTpcbTwin(target: EmbeddedTarget, { scale, seconds }: { scale: number; seconds: number }) {
  const clients = await Promise.all(Array.from({ length: 16 }, () => connect(target)))
  const endsAtMs = performance.now() + seconds * 1000
  let done = 0
  const work = async (client: pg.Client) => {
    while (performance.now() < endsAtMs) {
      await transact(client, scale)
      done += 1
    }
  }
  await Promise.all(clients.map(work))
  await Promise.all(clients.map(client => client.end()))
  return done / seconds
}

async function connect(target: EmbeddedTarget): Promise<pg.Client> {
  const client = new pg.Client({ ...target, database: 'tpcb' })
  await client.connect()
  return client
}

const upTo = (most: number) => Math.floor(Math.random() * most) + 1

/** The built-in script of pgbench, TPC-B-like: its five statements between begin and end. */
async function transact(client: pg.Client, scale: number): Promise<void> {
  const [account, branch, teller, delta] = [upTo(100_000 * scale), upTo(scale), upTo(10 * scale), upTo(10_000) - 5_000]
  const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values })
  await client.query('begin')
  await run('a', 'update pgbench_accounts set abalance = abalance + $1 where aid = $2', [delta, account])
  await run('s', 'select abalance from pgbench_accounts where aid = $1', [account])
  await run('t', 'update pgbench_tellers set tbalance = tbalance + $1 where tid = $2', [delta, teller])
  await run('b', 'update pgbench_branches set bbalance = bbalance + $1 where bid = $2', [delta, branch])
  await run(
    'h',
    'insert into pgbench_history (tid, bid, aid, delta, mtime) values ($1, $2, $3, $4, current_timestamp)',
    [teller, branch, account, delta],
  )
  await client.query('end')
}

/** The tables of pgbench, as `pgbench -i` makes them. */
export async function prepareTpcbTwin(target: EmbeddedTarget, scale: number): Promise<void> {
  const client = await connect(target)
  for (const statement of [
    'create table pgbench_branches (bid int primary key, bbalance int, filler char(88)) with (fillfactor = 100)',
    'create table pgbench_tellers (tid int primary key, bid int, tbalance int, filler char(84)) with (fillfactor = 100)',
    'create table pgbench_accounts (aid int primary key, bid int, abalance int, filler char(84)) with (fillfactor = 100)',
    'create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22))',
    `insert into pgbench_branches select bid, 0, '' from generate_series(1, ${scale}) as bid`,
    `insert into pgbench_tellers select tid, (tid - 1) / 10 + 1, 0, '' from generate_series(1, ${scale * 10}) as tid`,
    `insert into pgbench_accounts select aid, (aid - 1) / 100000 + 1, 0, '' from generate_series(1, ${scale * 100_000}) as aid`,
    'vacuum analyze',
  ])
    await client.query(statement)
  await client.end()
}
