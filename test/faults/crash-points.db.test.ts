import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '../../src/server/platform/context.ts'
import { removeFolder, temporaryFolder } from '../support/temporary-folder.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { balanceOf, givePoints, joinMember } from '../support/till.ts'
import type { CrashOrder, CrashReport } from './processes/crashing-process.ts'
import { importFiles } from './processes/import-files.ts'
import { oneFileOf } from './processes/one-file.ts'

// A process that settles, refunds, adjusts or imports is killed with SIGKILL at every boundary between two statements:
// before each of them, before the commit and after it. Whoever asks again under the same key gets the one result.

let shop: TestShop
let folder = ''
let program: Awaited<ReturnType<typeof oneFileOf>>
/** The process for the next point, and what it is for. */
let next: { kind: CrashOrder['work']['kind']; child: ChildProcess } | undefined

beforeAll(async () => {
  shop = await openTestShop({ settings: { REGULARS_ADJUSTMENT_LIMIT: '1000000' } })
  folder = await temporaryFolder()
  program = await oneFileOf(join(import.meta.dirname, 'processes/crashing-process.ts'))
})
afterAll(async () => {
  next?.child.kill('SIGKILL')
  await shop.close()
  await removeFolder(folder)
  await program.remove()
})

/** Two hundred processes read the same code: all but the first find it compiled. */
const spawn = (kind: CrashOrder['work']['kind']) =>
  fork(program.file, [kind], {
    execArgv: [],
    stdio: 'inherit',
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  })

type Died = { died: true }

/** Has a process of its own do the work; the one for the next point loads its code meanwhile. */
async function doOrDie(work: CrashOrder['work'], dieAt: number): Promise<CrashReport | Died> {
  if (next && next.kind !== work.kind) next.child.kill('SIGKILL')
  const child = next?.kind === work.kind ? next.child : spawn(work.kind)
  next = { kind: work.kind, child: spawn(work.kind) }
  const ended = once(child, 'exit')
  const told: CrashReport[] = []
  child.on('message', (report: CrashReport) => told.push(report))
  const { target, config, clock } = shop
  const order: CrashOrder = { target, keyFile: config.keyFile, now: clock.now().toISOString(), dieAt, work }
  child.send(order)
  const [code, signal] = await ended
  if (signal === 'SIGKILL') return { died: true }
  const [report] = told
  if (code !== 0 || !report) throw new Error(`the process ended by itself: ${code} ${signal}`)
  return report
}

type Scene = { work: CrashOrder['work']; prove: () => Promise<void> }

/** Kills at the first boundary, the second, and so on, until the work outlives its boundaries. @returns how many there were */
async function killEverywhere(name: string, setScene: (index: number) => Promise<Scene>): Promise<number> {
  for (let dieAt = 1; ; dieAt++) {
    const { work, prove } = await setScene(dieAt)
    const outcome = await doOrDie(work, dieAt)
    await prove()
    const { results } = await shop.check()
    expect(
      results.filter(result => result.breaks > 0),
      `${name}, killed at ${dieAt}`,
    ).toEqual([])
    if ('died' in outcome) continue
    expect([outcome.status < 300, outcome.boundaries]).toEqual([true, dieAt - 1])
    console.log(`${name}: ${outcome.boundaries} points`)
    return outcome.boundaries
  }
}

/** A request that is sent again and again under its key: all answers are the first one, and it has happened once. */
function requestScene(url: string, body: unknown, prove: (answer: { payableCents: number }) => Promise<void>): Scene {
  const key = `crash-${Math.random()}`
  const headers = {
    ...shop.bearer,
    'content-type': 'application/json',
    'accept-language': 'en',
    'idempotency-key': key,
  }
  return {
    work: { kind: 'request', method: 'POST', url, headers, payload: JSON.stringify(body) },
    prove: async () => {
      // The killed process is gone, but its session may live for a moment longer: then the key is in flight.
      const answer = await untilFree(() => shop.post(url, body, { key }))
      expect(answer.status, answer.text).toBe(201)
      expect((await shop.post(url, body, { key })).text).toBe(answer.text)
      await prove(answer.body)
    },
  }
}

async function untilFree(send: () => ReturnType<TestShop['post']>): ReturnType<TestShop['post']> {
  for (;;) {
    const answer = await send()
    const isBusy = ['idempotency/in-flight', 'checkout/member-busy', 'request/database-busy'].includes(answer.body.code)
    if (!isBusy) return answer
    await pause(50)
  }
}

const countOf = async (table: string, column: string, value: unknown) =>
  (await shop.db.row<{ count: number }>(`select count(*) as count from ${table} where ${column} = $1`, [value]))?.count

test('settle', { timeout: 600_000 }, async () => {
  const points = await killEverywhere('settle', async () => {
    const member = await joinMember(shop)
    await givePoints(shop, member, 500)
    const body = receipt([line(100)], { ...member.by, redeem: [{ rule: 'cash-off', points: 500 }] })
    return requestScene('/v1/checkouts', body, async ({ payableCents }) => {
      expect(await balanceOf(shop, member)).toMatchObject({ balance: payableCents / 100, debt: 0, held: 0 })
      expect(await countOf('checkout.receipt', 'number', body.receiptNumber)).toBe(1)
    })
  })
  expect(points).toBeGreaterThan(15)
})

test('refund', { timeout: 600_000 }, async () => {
  const points = await killEverywhere('refund', async () => {
    const member = await joinMember(shop)
    const { receiptId } = (await shop.post('/v1/checkouts', receipt([line(100)], member.by))).body
    return requestScene('/v1/refunds', refundOf(receiptId), async () => {
      expect(await balanceOf(shop, member)).toMatchObject({ balance: 0, debt: 0 })
      expect(await countOf('checkout.refund', 'receipt_id', receiptId)).toBe(1)
    })
  })
  expect(points).toBeGreaterThan(15)
})

test('adjust', { timeout: 600_000 }, async () => {
  const points = await killEverywhere('adjust', async () => {
    const member = await joinMember(shop)
    const url = `/v1/members/${member.memberNumber}/adjustments`
    return requestScene(url, { asset: 'points', points: 30, reason: 'a gift' }, async () => {
      expect(await balanceOf(shop, member)).toMatchObject({ balance: 30 })
    })
  })
  expect(points).toBeGreaterThan(8)
})

test('import', { timeout: 600_000 }, async () => {
  const { db, clock, config, cipher } = shop
  const context: Context = { db, clock, config, cipher, timeZone: 'Asia/Shanghai' }
  const points = await killEverywhere('import', async index => {
    const cards = [1, 2, 3].map(number => `crash-${index}-${number}`)
    const membersFile = join(folder, `members-${index}.csv`)
    const receiptsFile = join(folder, `receipts-${index}.csv`)
    await writeFile(membersFile, `姓名,会员卡号\n${cards.map(card => `某人,${card}`).join('\n')}\n`)
    const rows = cards.map(card => `${card},2026-03-04 10:00,A,杯子,2,50,${card}`)
    await writeFile(receiptsFile, `小票号,销售时间,商品编码,商品名称,数量,单价,会员卡号\n${rows.join('\n')}\n`)
    const work = { kind: 'import', membersFile, receiptsFile } as const
    return {
      work,
      prove: async () => {
        const { members, receipts } = await importFiles(context, work)
        expect([members.counts.taken, members.counts.rejected]).toEqual([3, 0])
        expect([receipts.counts.taken, receipts.counts.rejected]).toEqual([3, 0])
        for (const card of cards) {
          // Not by recognising them: whoever does that hundreds of times in one minute is stopped, and should be.
          const found = await shop.db.rows<{ memberNumber: string }>(
            'select member_number as "memberNumber" from members.card join members.member using (member_id) where card_number = $1',
            [card],
          )
          expect(found.length).toBe(1)
          const memberNumber = found[0]?.memberNumber ?? ''
          expect(await balanceOf(shop, { memberNumber, by: { member: { memberNumber } } })).toMatchObject({
            balance: 100,
          })
          expect(await countOf('checkout.receipt', 'number', card)).toBe(1)
        }
        // And once more: the same files do nothing.
        const again = await importFiles(context, work)
        expect([again.members.wasFinished, again.receipts.wasFinished, again.replay.receipts]).toEqual([true, true, 0])
      },
    }
  })
  expect(points).toBeGreaterThan(25)
})
