import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../../../../test/support/program-text.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../../../../test/support/test-shop.ts'
import { givePoints, joinMember, keyWith, type Member } from '../../../../test/support/till.ts'
import type { ExplainedSentence } from '../../../shared/contract/explanations.ts'

// The story of a receipt, from what was recorded of it: in words, and in numbers that add up.

const named = (cn: string, en: string) => `name: { zh-CN: ${cn}, zh-TW: ${cn}, en: ${en} }`
const rich = programText({
  rules: [
    `{ rule: base, ${named('消费积分', 'Points for purchases')}, points: 1, per: ¥1, limit: [300 points a day] }`,
    `{ rule: night, ${named('夜场', 'Night')}, points: 5, per: receipt, when: { hours: 22:00-23:00 } }`,
  ],
  redeem: `{ rule: cash-off, ${named('积分抵现', 'Points off')}, points: 100, off: ¥1 }`,
  levels: `levels:
  window: 12 months
  review: yearly
  ladder:
    - { level: plain, ${named('普通', 'Plain')}, discount: 2 % }
    - { level: gold, ${named('金卡', 'Gold')}, from: { net-spend: ¥300 }, discount: 5 % }
offers:
  - { offer: three, ${named('三件付两件', 'Three for two')}, pay: 2 of 3, when: { sku: [RING] }, group: best }
  - { offer: full, ${named('满减', 'Spend and save')}, steps: { ¥300: ¥40 }, group: best }
`,
})

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
  await shop.publish(rich, '2001-01-01T00:00:00Z')
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

type Story = { sentences: ExplainedSentence[]; payableCents: number; refundedCents: number }

async function storyOf(receiptId: string, { audience = 'cashier', language = 'en' } = {}): Promise<Story> {
  const { status, body, text } = await shop.get(`/v1/checkouts/${receiptId}/explain?audience=${audience}`, {
    language,
  })
  if (status !== 200) throw new Error(text)
  return body
}

const told = async (receiptId: string, options: { audience?: string; language?: string }) =>
  (await storyOf(receiptId, options)).sentences.map(({ chapter, text }) => `${chapter} | ${text}`)

async function settleRich(member: Member, receiptNumber: string): Promise<string> {
  await givePoints(shop, member, 1000, { expiresOn: '2027-12-31' })
  const lines = [
    line(120, { sku: 'RING', name: '戒指', quantity: 3 }),
    line(80, { lineNumber: 2, sku: 'CHAIN', name: '项链', manualDiscountCents: 500, manualDiscountReason: 'scratch' }),
  ]
  const sale = receipt(lines, { ...member.by, redeem: [{ rule: 'cash-off', points: 500 }], receiptNumber })
  const { status, body, text } = await shop.post('/v1/checkouts', sale)
  if (status !== 201) throw new Error(text)
  return body.receiptId
}

const richInChinese = [
  'goods | 戒指，3 件：原价 ¥360，促销减 ¥120，会员价减 ¥4.80，积分抵 ¥3.81，应付 ¥231.39',
  'goods | 项链，1 件：原价 ¥80，手工减 ¥5，会员价减 ¥1.50，积分抵 ¥1.19，应付 ¥72.31',
  'goods | 合计：原价 ¥440，共减 ¥136.30，应付 ¥303.70',
  'offers | 促销共减 ¥120',
  'offers | 三件付两件：每 3 件付 2 件，最便宜的 1 件免单，减 ¥120，按价格分摊到这些商品',
  'offers | 其中第 1 行 戒指 减 ¥120',
  'offers | 满减（可减 ¥40）未采用：同组只取一个，三件付两件更优惠',
  'offers | 会员价共减 ¥6.30',
  'offers | 普通会员价：¥315 优惠 2 %，减 ¥6.30',
  'points-used | 积分：用掉 500',
  'points-used | 积分抵现：用 500 分抵 ¥5（每 100 分抵 ¥1）',
  'points-earned | 积分：获得 300',
  'points-earned | 夜场 未适用：不在指定的时段',
  'points-earned | 消费积分：计分金额 ¥303.70，每 ¥1 得 1 分',
  'points-earned | 积分抵扣的 ¥5 不再计积分',
  'limits | 消费积分到上限为止（每天 300 分），这次只给 300 分',
  'levels | 等级：普通 → 金卡',
  'levels | 消费净额达到 ¥303.70（门槛 ¥300，2025-03-06 至 2026-03-05），升为金卡',
  'validity | 有效期至 2028-03-05（当日含）',
  'refund | 退货 BACK-1：退 ¥77.13',
  'refund | 戒指，退 1 件：¥77.13',
  'refund | 积分：退还 127',
  'refund | 退货归还这张小票用掉的 127 分，回到原来的批次和有效期',
  'refund | 第 1 行：共 3，退 1，按比例计算',
  'refund | 积分：收回 76',
  'refund | 退货收回这张小票送出的 76 分',
  'refund | 第 1 行：共 3，退 1，按比例计算',
  'refund | 等级：金卡 → 普通',
  'refund | 这张小票退货后不再满足金卡的条件，它带来的升级撤销，回到普通',
  'refund | 至今共退 ¥77.13，留下 ¥226.57',
]

const richForTheMember = [
  'goods | 戒指, 3 pieces: ¥360, ¥120 off by offers, ¥4.80 off by level, ¥3.81 paid by points, ¥231.39 to pay',
  'goods | 项链, 1 piece: ¥80, ¥5 off by hand, ¥1.50 off by level, ¥1.19 paid by points, ¥72.31 to pay',
  'goods | Together: ¥440, ¥136.30 off, ¥303.70 to pay',
  'offers | Offers: ¥120 off',
  'offers | Three for two: pay 2 of 3, the 1 cheapest are free: ¥120 off, shared by all of these goods',
  'offers | of which line 1, 戒指: ¥120 off',
  'offers | Three for two saves you more than Spend and save, so you got that',
  'offers | Level price: ¥6.30 off',
  'offers | Plain price: 2 % off ¥315, ¥6.30 less',
  'points-used | 积分: 500 used',
  'points-used | Points off: 500 points for ¥5 off (¥1 for every 100)',
  'points-earned | 积分: 300 earned',
  'points-earned | Night was not for you this time: it is another time of day',
  'points-earned | Points for purchases: ¥303.70 counts, 1 point for every ¥1',
  'points-earned | The ¥5 that you paid with points earn none',
  'limits | Points for purchases ends at its limit (300 points a day): you get 300 points this time',
  'levels | Level: Plain → Gold',
  'levels | You are now Gold: Net spend reached ¥303.70 (needed ¥300)',
  'validity | You can use them through 2028-03-05',
  'refund | Refund BACK-1: ¥77.13 paid back',
  'refund | 戒指, 1 piece came back: ¥77.13',
  'refund | 积分: 127 given back',
  'refund | You have the 127 points back that you used, with the dates that they had',
  'refund | Line 1: 1 of 3 came back, counted in proportion',
  'refund | 积分: 76 taken back',
  'refund | You returned goods, so the 76 points that they brought you go back',
  'refund | Line 1: 1 of 3 came back, counted in proportion',
  'refund | Level: Gold → Plain',
  'refund | After your return Gold is not reached yet: you are Plain',
  'refund | So far ¥77.13 was paid back; ¥226.57 stays paid',
]

test('a rich receipt and its refund are told in order, to the cashier in Chinese and the member in English', async () => {
  const receiptId = await settleRich(await joinMember(shop), 'RICH-1')
  const back = { lines: [{ lineNumber: 1, quantity: 1 }], refundNumber: 'BACK-1' }
  expect((await shop.post('/v1/refunds', refundOf(receiptId, back))).status).toBe(201)
  expect(await told(receiptId, { language: 'zh-CN' })).toEqual(richInChinese)
  expect(await told(receiptId, { audience: 'member' })).toEqual(richForTheMember)
})

test('the auditor reads rule, version, inputs and instants, and each sentence leads to its entry and program', async () => {
  const member = await joinMember(shop)
  const receiptId = await settleRich(member, 'RICH-2')
  const texts = await told(receiptId, { audience: 'auditor' })
  expect(texts).toContain(
    'offers | Spend and save (¥40 off) was not used: of its group only one counts, and Three for two is better [rule full; program accessory-shop, version 2; reason offer-lost-group]',
  )
  expect(texts).toContain(
    'goods | Together: ¥440, ¥136.30 off, ¥303.70 to pay [program accessory-shop, version 2; reason receipt-total; number=RICH-2; soldAt=2026-03-05T04:00:00.000Z; recordedAt=2026-03-05T04:00:00.000Z]',
  )
  const { sentences } = await storyOf(receiptId, { audience: 'auditor' })
  const { entry, program } = sentences.find(({ code }) => code === 'earn-per-money') ?? {}
  expect((await shop.get(`${entry?.address}?audience=auditor`)).body.entry.amount).toBe(300)
  expect((await shop.get(program?.address ?? '')).body).toMatchObject({ version: 2 })
})

test('who reads for an auditor needs the ledger and the programs; for the member, the members', async () => {
  const receiptId = await settleRich(await joinMember(shop), 'RICH-3')
  const as = await keyWith(shop, ['checkout.read'])
  const ask = (audience: string) => shop.get(`/v1/checkouts/${receiptId}/explain${audience}`, { as })
  expect((await ask('')).body.audience).toBe('cashier')
  for (const audience of ['?audience=member', '?audience=auditor']) {
    const { status, body } = await ask(audience)
    expect([status, body.code], audience).toEqual([403, 'request/forbidden'])
  }
  expect((await ask('?audience=anybody')).status).toBe(400)
})

test('a guest reads why nothing was earned, and a voided receipt says that it was', async () => {
  const guest = (await shop.post('/v1/checkouts', receipt([line(10, { name: 'Cup' })]))).body.receiptId
  await shop.post(`/v1/checkouts/${guest}/void`, { reason: 'typed wrongly' })
  const texts = await told(guest, { audience: 'member' })
  expect(texts[0]).toBe('goods | Cup, 1 piece: ¥10')
  expect(texts).toContain('points-earned | Tell us your member number or phone when you pay, and you earn points')
  expect(texts.at(-1)).toBe('refund | So far ¥10 was paid back; ¥0 stays paid')
  expect(texts.some(text => text.startsWith('refund | Void'))).toBe(true)
})

test('a refusal keeps its code and sentence: whoever sends it again reads the same', async () => {
  const member = await joinMember(shop)
  const sale = receipt([line(50)], { ...member.by, redeem: [{ rule: 'cash-off', points: 500 }] })
  const call = { key: 'refused-once', language: 'zh-TW' }
  const [first, second] = [await shop.post('/v1/checkouts', sale, call), await shop.post('/v1/checkouts', sale, call)]
  expect([first.status, first.body.code, first.body.title]).toEqual([
    422,
    'program/redeem-not-enough',
    '積分不足：需要 500 分，可用 0 分',
  ])
  expect(second.text).toBe(first.text)
})

const sumOf = (sentences: readonly ExplainedSentence[], codes: string, value: string) =>
  sentences
    .filter(({ code }) => codes.split(' ').includes(code))
    .reduce((sum, { values }) => sum + Number(values[value] ?? 0), 0)

/** What the story says adds up to what the receipt says. */
async function expectSums(at: TestShop, receiptId: string) {
  const { body } = await at.get(`/v1/checkouts/${receiptId}`)
  const { sentences, payableCents, refundedCents }: Story = (
    await at.get(`/v1/checkouts/${receiptId}/explain?audience=auditor`)
  ).body
  const ofLines = (field: string) =>
    body.lines.reduce((sum: number, row: Record<string, number>) => sum + (row[field] ?? 0), 0)
  const ofEffects = (kind: string) =>
    body.effects
      .filter((effect: { kind: string }) => effect.kind === kind)
      .reduce((sum: number, { points }: { points: number }) => sum + Math.abs(points), 0)
  const lines = 'line-plain line-reduced'
  expect(payableCents).toBe(body.payableCents)
  expect(sumOf(sentences, lines, 'payableCents')).toBe(payableCents)
  expect(sumOf(sentences, 'receipt-total', 'grossCents') - sumOf(sentences, 'receipt-total', 'offCents')).toBe(
    payableCents,
  )
  expect(sumOf(sentences, 'receipt-total', 'grossCents')).toBe(ofLines('grossCents'))
  expect(sumOf(sentences, 'offers-total', 'offCents')).toBe(ofLines('offerDiscountCents'))
  if (body.lines.length > 1)
    for (const { lineNumber, offerDiscountCents } of body.lines) {
      const ofLine = sentences.filter(({ values }) => values.lineNumber === lineNumber)
      expect(sumOf(ofLine, 'offer-on-line', 'offCents')).toBe(offerDiscountCents)
    }
  expect(sumOf(sentences, 'level-price-total', 'offCents')).toBe(ofLines('levelDiscountCents'))
  expect(sumOf(sentences, 'points-off', 'offCents')).toBe(ofLines('pointsDiscountCents'))
  expect(sumOf(sentences, 'refunded-line', 'refundCents')).toBe(refundedCents)
  expect(sumOf(sentences, 'refund-made void-made', 'refundCents')).toBe(refundedCents)
  expect(sumOf(sentences, 'points-earned', 'points')).toBe(ofEffects('earned'))
  expect(sumOf(sentences, 'points-used', 'points')).toBe(ofEffects('redeemed'))
  expect(sumOf(sentences, 'points-taken-back', 'points')).toBe(ofEffects('taken-back'))
  expect(sumOf(sentences, 'points-given-back', 'points')).toBe(ofEffects('given-back'))
}

const basket = fc.record({
  lines: fc.array(
    fc.record({
      yuan: fc.integer({ min: 1, max: 400 }),
      quantity: fc.integer({ min: 1, max: 4 }),
      sku: fc.constantFrom('RING', 'CHAIN', 'MUG'),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  returned: fc.integer({ min: 0, max: 2 }),
})

async function playBaskets(at: TestShop) {
  const member = await joinMember(at)
  const play = async ({ lines, returned }: typeof basket extends fc.Arbitrary<infer Basket> ? Basket : never) => {
    const sold = lines.map(({ yuan, ...more }, index) => line(yuan, { lineNumber: index + 1, ...more }))
    const { status, body, text } = await at.post('/v1/checkouts', receipt(sold, member.by))
    expect(status, text).toBe(201)
    for (let times = 0; times < Math.min(returned, lines[0]?.quantity ?? 0); times++)
      await at.post('/v1/refunds', refundOf(body.receiptId, { lines: [{ lineNumber: 1, quantity: 1 }] }))
    await expectSums(at, body.receiptId)
  }
  await fc.assert(fc.asyncProperty(basket, play), { numRuns: 12, endOnFailure: true })
}

test('the numbers of the story add up to those of the receipt', async () => {
  await playBaskets(shop)
  await expectSums(shop, await settleRich(await joinMember(shop), 'RICH-4'))
})

test.each(['p09-four-level-retail', 'p25-apparel-promotion-plan'])('and so they do under %s', async program => {
  const other = await openTestShop({ program })
  await playBaskets(other).finally(() => other.close())
})
