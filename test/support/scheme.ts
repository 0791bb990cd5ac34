import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { issueBenefits } from '../../src/server/modules/benefits/index.ts'
import { relayOutbox } from '../../src/server/platform/relay-outbox.ts'
import { reactionsOf } from '../../src/server/reactions.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from './test-shop.ts'

/** Goods of a basket: ¥ as a number of yuan, and whatever else a line says. */
export type Goods = { yuan: number } & Record<string, unknown>

export type Bought = {
  receiptId: string
  /** ¥. */
  pays: number
  /** Points of each asset, as given. */
  earns: Record<string, number>
  level: string | null
  /** Every sentence that the cashier reads, in Chinese. */
  says: string
  balances: Record<string, number>
}

/** A shop that runs one of the reference programs, driven as a till drives it. */
export async function openScheme(program: string, startAt = '2026-06-18T04:00:00Z') {
  const shop = await openTestShop({ program, startAt })
  return {
    shop,
    /** Moves the clock to noon of a day, or to an instant. */
    goTo: (text: string) => shop.clock.moveTo(text.length === 10 ? `${text}T04:00:00Z` : text),
    join: (facts: Record<string, unknown> = {}) => joinScheme(shop, facts),
    /** Puts goods into the catalogue that are on sale from an instant on. */
    launches: (sku: string, onSaleAt: string) => shop.call('PUT', `/v1/goods/${sku}`, { name: sku, onSaleAt }),
    /** One code with which many claim the coupon of an offer. */
    opensCode: async (programCode: string, offer: string, code: string) => {
      const answer = await shop.post('/v1/coupons/shared-codes', { program: programCode, offer, code })
      if (answer.status !== 201) throw new Error(answer.text)
    },
    /** What the background process does: news is told, and whatever is due is issued. */
    issues: async () => {
      await relayOutbox({ ...shop.context, reactions: reactionsOf(shop.context) })
      await issueBenefits(shop.context)
    },
    close: async () => {
      const check = await shop.check()
      await shop.close()
      if (!check.isSound) throw new Error(`the ledger is not sound: ${JSON.stringify(check)}`)
    },
  }
}
export type Scheme = Awaited<ReturnType<typeof openScheme>>
export type SchemeMember = Awaited<ReturnType<typeof joinScheme>>

export type Gift = { benefit: string; state: string; usableFrom: string; usableThrough: string | null }

let count = 0

async function joinScheme(shop: TestShop, facts: Record<string, unknown>) {
  count += 1
  const joined = await shop.post('/v1/members', { name: `会员${count}`, joining: { channel: 'till' }, ...facts })
  if (joined.status !== 201) throw new Error(joined.text)
  const { memberNumber } = joined.body
  const member = { memberNumber }
  const linesOf = (goods: number | readonly Goods[]) =>
    (typeof goods === 'number' ? [{ yuan: goods }] : goods).map(({ yuan, ...more }, index) =>
      line(yuan, { lineNumber: index + 1, ...more }),
    )
  return {
    memberNumber,
    /** Buys now, all that the till would offer by itself. @throws what the till is refused */
    buys: async (goods: number | readonly Goods[], more: Record<string, unknown> = {}): Promise<Bought> => {
      const answer = await shop.post('/v1/checkouts', receipt(linesOf(goods), { member, channel: 'till', ...more }), {
        language: 'zh-CN',
      })
      if (answer.status !== 201) throw new Error(`${answer.body.code}: ${answer.body.title}`)
      return boughtOf(answer.body, await levelOf(shop, memberNumber))
    },
    /** What the till would say, without buying. */
    quote: async (goods: number | readonly Goods[], more: Record<string, unknown> = {}) => {
      const { receiptNumber: _, ...basket } = receipt(linesOf(goods), { member, channel: 'till', ...more })
      const { status, body } = await shop.post('/v1/checkouts/quote', basket, { key: null, language: 'zh-CN' })
      return status === 200 ? { pays: body.payableCents / 100, ...body } : { refused: body.code, ...body }
    },
    refunds: async (receiptId: string, more: Record<string, unknown> = {}) => {
      const answer = await shop.post('/v1/refunds', refundOf(receiptId, more))
      if (answer.status > 299) throw new Error(answer.text)
      return answer.body
    },
    does: async (activity: string, more: Record<string, unknown> = {}) => {
      const { status, body } = await shop.post('/v1/activities', { member, activity, ...more })
      return status === 201 ? pointsOf(body.effects) : { refused: body.code }
    },
    has: async (): Promise<Record<string, number>> => {
      const { body } = await shop.get(`/v1/members/${memberNumber}/balances`)
      return Object.fromEntries(
        body.balances.map(({ asset, usable }: { asset: string; usable: number }) => [asset, usable]),
      )
    },
    level: () => levelOf(shop, memberNumber),
    /** What was issued of a benefit, newest first: its days, and what became of it. */
    gifts: async (benefit: string): Promise<Gift[]> => {
      const { body } = await shop.get(`/v1/members/${memberNumber}/benefits`)
      return body.issues.filter((issue: Gift) => issue.benefit === benefit)
    },
    /** Takes a service or a gift. @returns `used`, or the code of the refusal */
    takes: async (benefit: string): Promise<string> => {
      const { status, body } = await shop.post(`/v1/members/${memberNumber}/benefits/${benefit}/uses`, {})
      return status === 201 ? 'used' : body.code
    },
    /** Names of the benefits that the member has now. */
    enjoys: async (): Promise<string[]> => {
      const { body } = await shop.get(`/v1/members/${memberNumber}/benefits`)
      return body.benefits.flatMap((one: { benefit: string; isHeld: boolean }) => (one.isHeld ? [one.benefit] : []))
    },
    /** The offers whose coupons can be used. */
    coupons: async (): Promise<string[]> => {
      const { body } = await shop.get(`/v1/members/${memberNumber}/coupons`)
      return body.coupons.flatMap((one: { offer: string; state: string }) => (one.state === 'open' ? [one.offer] : []))
    },
    claims: async (code: string): Promise<string> => {
      const { status, body } = await shop.post('/v1/coupons/claims', { memberNumber, code })
      return status === 201 ? body.offer : body.code
    },
    /** Has a reward for points away from a receipt. @returns `given`, or the code of the refusal */
    redeems: async (rule: string): Promise<string> => {
      const { status, body } = await shop.post(`/v1/members/${memberNumber}/redemptions`, {
        rule,
        storeCode: 'S01',
      })
      return status === 201 ? 'given' : body.code
    },
    /** Puts the member on a level, as the shop may by hand. */
    becomes: async (level: string) => {
      const answer = await shop.post(`/v1/members/${memberNumber}/levels/setting`, {
        level,
        reason: 'for the scenario',
      })
      if (answer.status !== 200) throw new Error(answer.text)
    },
    gets: async (points: number, asset = 'points') => {
      const request = { asset, points, reason: 'for the scenario' }
      const answer = await shop.post(`/v1/members/${memberNumber}/adjustments`, request)
      if (answer.status !== 201) throw new Error(answer.text)
    },
  }
}

async function levelOf(shop: TestShop, memberNumber: string): Promise<string | null> {
  const { body } = await shop.get(`/v1/members/${memberNumber}/levels`)
  return body.tracks[0]?.level ?? null
}

type AnswerEffect = { kind: string; asset: string | null; points: number | null; reasons: { text: string }[] }

function pointsOf(effects: readonly AnswerEffect[]): Record<string, number> {
  return Object.fromEntries(
    effects.flatMap(({ kind, asset, points }) => (kind === 'earned' && asset ? [[asset, points ?? 0]] : [])),
  )
}

function boughtOf(
  body: { receiptId: string; payableCents: number; effects: AnswerEffect[]; balances: Record<string, number> },
  level: string | null,
): Bought {
  return {
    receiptId: body.receiptId,
    pays: body.payableCents / 100,
    earns: pointsOf(body.effects),
    level,
    says: body.effects.flatMap(effect => effect.reasons.map(reason => reason.text)).join('\n'),
    balances: body.balances,
  }
}

export async function linesOfProgram(program: string): Promise<number> {
  const text = await readFile(join(import.meta.dirname, `../../programs/${program}.yaml`), 'utf8')
  return text.trimEnd().split('\n').length
}
