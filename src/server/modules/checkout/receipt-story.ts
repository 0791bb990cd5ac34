import type { Reason, ReasonCode } from '../../../program/index.ts'
import { filledTexts } from '../../../program/index.ts'
import type { ExplainedSentence } from '../../../shared/contract/explanations.ts'
import { languages, type Texts } from '../../../shared/languages.ts'
import type { EntryKind, ReceiptEntry } from '../ledger/index.ts'
import type { ExplainedMove } from '../levels/index.ts'
import { linkOf, type ReasonTeller, type Told, type UntoldYet } from '../programs/index.ts'
import type { Effect } from './effects.ts'
import type { SettledLine } from './receipt.ts'
import type { StoredReceipt } from './receipt-store.ts'
import type { ListedRefund } from './refund-list-store.ts'
import { type StoryCode, storyTexts } from './story-texts.ts'

/** All that was recorded of a receipt, and how its assets and levels are called. */
export type StoryFacts = {
  receipt: StoredReceipt
  entries: readonly ReceiptEntry[]
  moves: readonly ExplainedMove[]
  refunds: readonly ListedRefund[]
  memberNumber: string | null
  assetOf: (assetId: number) => { shownCode: string; name: Texts }
  levelName: (move: ExplainedMove, level: string) => Texts
  /** Why offers that had nothing to do with the receipt did not hold. */
  passedOver: readonly Reason[]
}

/**
 * A receipt as a story: what each line cost, what was taken off and why, points used, points earned with their
 * arithmetic, limits, levels, until when points live, and the refunds after it. From what was recorded alone.
 */
export function receiptStory(facts: StoryFacts, teller: ReasonTeller): ExplainedSentence[] {
  const { entries, moves, refunds } = facts
  const ofSale = entries.filter(({ refundId }) => refundId === null)
  const rises = moves.filter(move => !isOfRefund(move))
  return [
    ...goodsStory(facts, teller),
    ...offersStory(facts, teller),
    ...pointsStory(facts, teller, ofSale),
    ...rises.flatMap(move => moveStory(facts, teller, { move, chapter: 'levels' })),
    ...validityStory(facts, teller, ofSale),
    ...refunds.flatMap(refund => refundStory(facts, teller, refund)),
    ...moves.filter(isOfRefund).flatMap(move => moveStory(facts, teller, { move, chapter: 'refund' })),
    ...refundsTotal(facts, teller),
  ]
}

/** A move that the refund of a receipt caused names the receipt as well. */
const isOfRefund = ({ cause }: ExplainedMove) => cause === 'refund' || cause === 'grant-ended'

const sum = (cents: readonly number[]) => cents.reduce((a, b) => a + b, 0)

/** Validity and limits have chapters of their own. */
const termCodes: ReadonlySet<ReasonCode> = new Set([
  'valid-through',
  'valid-while-active',
  'valid-for-ever',
  'pending-through',
  'pending-until',
])
const limitCodes: ReadonlySet<ReasonCode> = new Set(['limit-reached', 'limit-cut', 'asset-limit-cut'])

function ownFact(code: StoryCode, values: UntoldYet['values'], shown: UntoldYet['values'] = {}): UntoldYet {
  return { code, texts: storyTexts[code], values, shown }
}

function saleLink({ receipt }: StoryFacts) {
  return linkOf(receipt.programCode, receipt.programVersion)
}

function unitsText(line: SettledLine, units: number): Texts {
  return filledTexts(storyTexts[line.isWeighed ? 'grams' : 'pieces'], { units })
}

function goodsStory(facts: StoryFacts, teller: ReasonTeller): ExplainedSentence[] {
  const place = { chapter: 'goods' as const, program: saleLink(facts) }
  const { lines, payableCents, number, soldAt, recordedAt } = facts.receipt
  const grossCents = sum(lines.map(line => line.grossCents))
  const offCents = grossCents - payableCents
  const recorded = { number, soldAt: soldAt.toISOString(), recordedAt: recordedAt.toISOString() }
  return [
    ...lines.map(line => teller.fact(place, lineFact(line))),
    teller.fact(place, ownFact('receipt-total', { grossCents, offCents, payableCents, ...recorded })),
  ]
}

function lineFact(line: SettledLine): UntoldYet {
  const { lineNumber, sku, units, grossCents, payableCents } = line
  const { manualDiscountCents, offerDiscountCents, levelDiscountCents, pointsDiscountCents } = line
  const shown = { name: line.name || sku, units: unitsText(line, units) }
  const values = { lineNumber, sku, units, payableCents }
  const cuts: [StoryCode, number][] = [
    ['cut-by-hand', manualDiscountCents],
    ['cut-by-offers', offerDiscountCents],
    ['cut-by-level', levelDiscountCents],
    ['cut-by-points', pointsDiscountCents],
  ]
  const made = cuts.filter(([, cents]) => cents !== 0)
  if (made.length === 0) return ownFact('line-plain', values, shown)
  const discounts = { manualDiscountCents, offerDiscountCents, levelDiscountCents, pointsDiscountCents }
  const texts = made.map(([code, cents]) => filledTexts(storyTexts[code], { offCents: cents }))
  return ownFact('line-reduced', { ...values, grossCents, ...discounts }, { ...shown, cuts: listed(texts) })
}

function listed(texts: readonly Texts[]): Texts {
  const [cn, tw, en] = languages
  const join = (language: (typeof languages)[number], comma: string) => texts.map(text => text[language]).join(comma)
  return { [cn]: join(cn, '，'), [tw]: join(tw, '，'), [en]: join(en, ', ') }
}

/** Offers, level prices and coupons with what won and what lost; then the words about which program decided. */
function offersStory(facts: StoryFacts, teller: ReasonTeller): ExplainedSentence[] {
  const place = { chapter: 'offers' as const, program: saleLink(facts) }
  const { lines, otherEffects } = facts.receipt
  const reasonsOf = (kinds: readonly Effect['kind'][]) =>
    otherEffects.filter(({ kind }) => kinds.includes(kind)).flatMap(({ reasons }) => teller.reasons(place, reasons))
  const byOffers = sum(lines.map(line => line.offerDiscountCents))
  const byLevel = sum(lines.map(line => line.levelDiscountCents))
  return [
    ...reasonsOf(['program-named', 'sold-early', 'bought-early']),
    ...(byOffers === 0 ? [] : [teller.fact(place, ownFact('offers-total', { offCents: byOffers }))]),
    ...otherEffects
      .filter(({ kind }) => kind === 'offer')
      .flatMap(offer => [...teller.reasons(place, offer.reasons), ...offerLines(facts, teller, offer)]),
    ...reasonsOf(['coupon', 'gift-due', 'offers-not-used']),
    ...teller.reasons(place, facts.passedOver),
    ...(byLevel === 0 ? [] : [teller.fact(place, ownFact('level-price-total', { offCents: byLevel }))]),
    ...reasonsOf(['level-discount']),
  ]
}

/** How much an offer took off each line; of a single line its sentence has said it. */
function offerLines(facts: StoryFacts, teller: ReasonTeller, { lines = [], reasons }: Effect): ExplainedSentence[] {
  if (facts.receipt.lines.length < 2) return []
  const place = { chapter: 'offers' as const, program: saleLink(facts) }
  return lines.map(({ lineNumber, offCents }) => {
    const line = facts.receipt.lines.find(candidate => candidate.lineNumber === lineNumber)
    const values = { lineNumber, offCents, offer: reasons[0]?.rule ?? '' }
    return teller.fact(place, ownFact('offer-on-line', values, { name: line?.name || line?.sku || '' }))
  })
}

/** How an entry is told: its chapter and its words. */
const entryWords: Partial<Record<EntryKind, StoryCode>> = {
  redeem: 'points-used',
  earn: 'points-earned',
  expire: 'points-expired',
  'settle-debt': 'points-owed-settled',
  'give-back': 'points-given-back',
  'take-back': 'points-taken-back',
}

function entryPlace({ receipt, memberNumber, assetOf }: StoryFacts, entry: ReceiptEntry, chapter: Told['chapter']) {
  const { shownCode: asset } = assetOf(entry.assetId)
  const { version, refundId } = entry
  const address = `/v1/members/${memberNumber ?? ''}/entries/${encodeURIComponent(asset)}/${version}/explain`
  const program = linkOf(receipt.programCode, entry.programVersion)
  return { chapter, program, entry: memberNumber === null ? null : { asset, version, address }, refundId }
}

function entryFact(facts: StoryFacts, { assetId, kind, amount, postedAt }: ReceiptEntry): UntoldYet {
  const asset = facts.assetOf(assetId).name
  return ownFact(entryWords[kind] ?? 'points-moved', {
    asset,
    points: kind === 'take-back' || amount < 0 ? Math.abs(amount) : amount,
    postedAt: postedAt.toISOString(),
  })
}

function pointsStory(facts: StoryFacts, teller: ReasonTeller, entries: readonly ReceiptEntry[]): ExplainedSentence[] {
  const used = entries.filter(({ kind }) => kind === 'redeem' || kind === 'expire')
  const earned = entries.filter(({ kind }) => kind !== 'redeem' && kind !== 'expire')
  const isArithmetic = ({ code }: Reason) => !termCodes.has(code) && !limitCodes.has(code)
  // What earned nothing has no entry: the receipt itself says why.
  const vain = facts.receipt.otherEffects.filter(({ kind }) => kind === 'earned').flatMap(({ reasons }) => reasons)
  const sale = { program: saleLink(facts) }
  return [
    ...used.flatMap(entry => entryStory(facts, teller, { entry, chapter: 'points-used' })),
    ...earned.flatMap(entry => entryStory(facts, teller, { entry, chapter: 'points-earned', keeps: isArithmetic })),
    ...teller.reasons({ chapter: 'points-earned', ...sale }, vain.filter(isArithmetic)),
    ...earned.flatMap(entry =>
      teller.reasons(
        entryPlace(facts, entry, 'limits'),
        entry.reasons.filter(({ code }) => limitCodes.has(code)),
      ),
    ),
    ...teller.reasons(
      { chapter: 'limits', ...sale },
      vain.filter(({ code }) => limitCodes.has(code)),
    ),
  ]
}

type EntryTelling = { entry: ReceiptEntry; chapter: Told['chapter']; keeps?: (reason: Reason) => boolean }

function entryStory(facts: StoryFacts, teller: ReasonTeller, { entry, chapter, keeps = () => true }: EntryTelling) {
  const place = entryPlace(facts, entry, chapter)
  return [teller.fact(place, entryFact(facts, entry)), ...teller.reasons(place, entry.reasons.filter(keeps))]
}

function validityStory(facts: StoryFacts, teller: ReasonTeller, entries: readonly ReceiptEntry[]) {
  return entries.flatMap(entry =>
    teller.reasons(
      entryPlace(facts, entry, 'validity'),
      entry.reasons.filter(({ code }) => termCodes.has(code)),
    ),
  )
}

type MoveTelling = { move: ExplainedMove; chapter: 'levels' | 'refund' }

function moveStory({ levelName }: StoryFacts, teller: ReasonTeller, { move, chapter }: MoveTelling) {
  const place = { chapter, program: linkOf(move.programCode, move.programVersion) }
  const values = {
    from: levelName(move, move.from),
    to: levelName(move, move.to),
    track: move.track,
    number: move.number,
    movedAt: move.movedAt.toISOString(),
  }
  return [teller.fact(place, ownFact('level-change', values)), ...teller.reasons(place, move.reasons)]
}

function refundStory(facts: StoryFacts, teller: ReasonTeller, refund: ListedRefund): ExplainedSentence[] {
  const { receipt, entries } = facts
  const { refundId, number, refundCents, isVoid, refundedAt } = refund
  const place = { chapter: 'refund' as const, program: saleLink(facts), refundId }
  const made = { number, refundCents, refundedAt: refundedAt.toISOString() }
  const lines = refund.lines.flatMap(({ lineNumber, units, refundCents: cents }) => {
    const line = receipt.lines.find(candidate => candidate.lineNumber === lineNumber)
    if (!line) return []
    const shown = { name: line.name || line.sku, units: unitsText(line, units) }
    return [
      teller.fact(place, ownFact('refunded-line', { lineNumber, sku: line.sku, units, refundCents: cents }, shown)),
    ]
  })
  const moved = entries.filter(entry => entry.refundId === refundId)
  return [
    teller.fact(place, ownFact(isVoid ? 'void-made' : 'refund-made', made)),
    ...lines,
    ...moved.flatMap(entry => entryStory(facts, teller, { entry, chapter: 'refund' })),
  ]
}

function refundsTotal(facts: StoryFacts, teller: ReasonTeller): ExplainedSentence[] {
  const { refundedCents, payableCents } = facts.receipt
  if (facts.refunds.length === 0) return []
  const values = { refundedCents, keptCents: payableCents - refundedCents }
  return [teller.fact({ chapter: 'refund', program: saleLink(facts) }, ownFact('refunds-total', values))]
}
