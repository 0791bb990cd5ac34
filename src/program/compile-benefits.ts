import { benefitCalendar, benefitScope } from './benefit-words.ts'
import { compileLimits, compileRule, type LevelNames } from './compile-rule.ts'
import { whileGiftGiven } from './compile-validity.ts'
import type { BenefitKind, CompiledBenefit, CompiledWay, Share, Usable } from './compiled-benefits.ts'
import type { BenefitBlock, JoiningBlock, ProgramDocument } from './document.ts'
import { nameOrCode } from './names.ts'
import { must, readMoney } from './scalars.ts'

/** The goods that a joining fee is sold as, where the program names none. */
export const joiningFeeSku = 'JOINING-FEE'

export function compileBenefits(
  blocks: readonly BenefitBlock[] | undefined,
  { levelNames, assets }: { levelNames: LevelNames; assets: ProgramDocument['assets'] },
): CompiledBenefit[] {
  return (blocks ?? []).map(block => {
    const { benefit, levels } = block
    const { name: shown, test: asked, when: said } = compileRule({ ...block, rule: benefit }, levelNames)
    const test = whileGiftGiven(asked, block.gives, assets)
    const named = levels === undefined ? null : Array.isArray(levels) ? levels : Object.keys(levels)
    return { benefit, name: shown, levels: named, content: contentOf(block), test, when: said }
  })
}

function contentOf(block: BenefitBlock): BenefitKind {
  const { levels, on, count, early } = block
  if (on !== undefined) return issuedOf(block, on)
  if (count !== undefined) return { kind: 'counted', shares: {}, everybody: shareOf(count) }
  if (early !== undefined) return { kind: 'early', days: daysOf(early), daysOfLevel: null }
  if (levels === undefined || Array.isArray(levels)) return { kind: 'words' }
  const shares = Object.entries(levels)
  if (shares.some(([, share]) => share.endsWith('early')))
    return {
      kind: 'early',
      days: 0,
      daysOfLevel: Object.fromEntries(shares.map(([level, text]) => [level, daysOf(text)])),
    }
  const ofLevels = Object.fromEntries(shares.map(([level, text]) => [level, shareOf(text)]))
  return { kind: 'counted', shares: ofLevels, everybody: null }
}

function issuedOf({ benefit, gives, usable, limit }: BenefitBlock, on: string): BenefitKind {
  const occasion = benefitCalendar.find(word => word === on) ?? 'activity'
  return {
    kind: 'issued',
    on: occasion,
    activity: occasion === 'activity' ? on : null,
    gives: giftOf(gives),
    usable: readUsable(usable),
    limits: compileLimits(limit, benefitScope(benefit)),
  }
}

function giftOf(gives: BenefitBlock['gives']) {
  const [word, value] = must(Object.entries(must(gives, 'what is issued gives something'))[0], 'a gift has one word')
  if (typeof value === 'number') return { kind: 'asset', asset: word, points: value } as const
  if (word === 'coupon') return { kind: 'coupon', offer: value } as const
  return { kind: 'goods', sku: value } as const
}

/** "2 days early", "1 day" → days. */
function daysOf(text: string): number {
  return Number(/^\d+/.exec(text)?.[0] ?? 0)
}

/** "2 a year" → 2 in a year. */
function shareOf(text: string): Share {
  return { amount: daysOf(text), period: text.endsWith('year') ? 'year' : 'month' }
}

export function readUsable(text: string | undefined): Usable {
  if (text === undefined) return { kind: 'usual' }
  const before = /(\d+) days? before/.exec(text)?.[1]
  const after = /(\d+) days? after/.exec(text)?.[1]
  if (before === undefined && after === undefined) return { kind: 'days', days: daysOf(text) }
  return { kind: 'around', before: Number(before ?? 0), after: Number(after ?? 0) }
}

export function compileJoining(blocks: readonly JoiningBlock[] | undefined): CompiledWay[] {
  return (blocks ?? []).map(block => ({
    way: block.way,
    name: nameOrCode(block.name, block.way),
    from: block.from ?? null,
    through: block.through ?? null,
    channels: block.channel ?? null,
    receiptFromCents: readMoney(block['receipt-from']) ?? null,
    fee:
      block.fee === undefined
        ? null
        : { cents: must(readMoney(block.fee), 'a fee is money'), sku: block['fee-goods'] ?? joiningFeeSku },
    needsApproval: block.approval === true,
  }))
}
