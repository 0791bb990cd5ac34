import { reviewLevels } from '../../src/server/modules/levels/index.ts'
import { ProgramBook } from '../../src/server/modules/programs/index.ts'
import { line, receipt, refundOf, type TestShop } from './test-shop.ts'
import type { Member } from './till.ts'

/** Midnights are those of Asia/Shanghai: the day begins at 16:00 UTC of the day before. */
export const startOf = (day: string) => new Date(`${day}T00:00:00+08:00`)
export const lastSecondOf = (day: string) => new Date(`${day}T23:59:59+08:00`)
export const noonOf = (day: string) => new Date(`${day}T12:00:00+08:00`)

type Goods = { sku?: string; class?: string; quantity?: number; kind?: string }

/** Sells at an instant. @returns the answer of the till */
export async function buyAt(shop: TestShop, member: Member, at: Date, yuan: number, goods: Goods = {}) {
  shop.clock.moveTo(at)
  const { status, body, text } = await shop.post('/v1/checkouts', receipt([line(yuan, goods)], member.by))
  if (status !== 201) throw new Error(`nothing was sold: ${text}`)
  return body
}

export async function refundAt(shop: TestShop, receiptId: string, at: Date, quantity?: number) {
  shop.clock.moveTo(at)
  const lines = quantity === undefined ? {} : { lines: [{ lineNumber: 1, quantity }] }
  const { status, body, text } = await shop.post('/v1/refunds', refundOf(receiptId, lines))
  if (status !== 201) throw new Error(`nothing came back: ${text}`)
  return body
}

/** What the background does each night, with a book of its own as every process has. */
export async function reviewAt(shop: TestShop, at: Date): Promise<number> {
  shop.clock.moveTo(at)
  const programs = new ProgramBook(shop.db, 'Asia/Shanghai')
  return reviewLevels({ db: shop.db, clock: shop.clock, timeZone: 'Asia/Shanghai', programs })
}

export async function tracksOf(shop: TestShop, member: Member) {
  const { body } = await shop.get(`/v1/members/${member.memberNumber}/levels`)
  return body.tracks
}

/** "2026-04-01 review silver", oldest first. */
export async function movesOf(shop: TestShop, member: Member, track = 0): Promise<string[]> {
  const { history } = (await tracksOf(shop, member))[track]
  const said = history.map(
    (move: { level: string; movedOn: string; cause: string }) => `${move.movedOn} ${move.cause} ${move.level}`,
  )
  return said.toReversed()
}
