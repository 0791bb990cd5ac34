import type { Texts } from '../shared/languages.ts'
import type { CompiledAsset, CompiledEarnRule, CompiledProgram, CompiledRedeemRule, EarningBase } from './compiled.ts'
import { moneyText } from './reasons.ts'
import { benefitSentences, joiningSentences } from './summary-benefits.ts'
import {
  calendarSentences,
  multipliedSentence,
  offerDefaultSentences,
  pointsPaySentence,
  roundingSentences,
  validitySampleSentences,
} from './summary-defaults.ts'
import { groupSentences, occasionSentences, rewardSentence, withLimits, worthByLevel } from './summary-giving.ts'
import { type GoodsNames, noGoodsNames } from './summary-goods.ts'
import { levelSentences } from './summary-levels.ts'
import { guardSentences, offerSentences } from './summary-offers.ts'
import { pendingSentences, validitySentence } from './summary-validity.ts'
import { inLanguages, joined, percentText, periodText } from './summary-words.ts'
import { workedBill } from './worked-bill.ts'

/** A program in sentences, for people who do not read its document. */
export type ProgramSummary = { heading: Texts; sentences: Texts[] }[]

/** @param names what the shop calls the goods that the program names by number */
export function summarise(program: CompiledProgram, names: GoodsNames = noGoodsNames): ProgramSummary {
  const parts: ProgramSummary = program.assets.map((asset, index) => ({
    heading: asset.name,
    sentences: [
      ...asset.rules.map(rule => earnSentence(rule, unitOf(asset, index))),
      ...multiplierSentences(asset),
      ...groupSentences(asset),
      ...occasionSentences(asset, unitOf(asset, index)),
      ...(index === 0 && asset.rules.length > 0 ? baseSentences(program.base) : []),
      ...roundingSentences(asset),
      ...pendingSentences(asset),
      validitySentence(asset),
      ...validitySampleSentences(asset),
      debtSentence(asset),
      ...transferSentences(asset),
      ...(index === 0 ? calendarSentences(program) : []),
    ],
  }))
  if (program.redemption.length + program.rewards.length > 0)
    parts.push({
      heading: inLanguages('用积分', '用積分', 'Using points'),
      sentences: [
        ...program.redemption.map(rule => redeemSentence(rule, worthByLevel(program, rule))),
        ...(program.redemption.length > 0 ? [pointsPaySentence] : []),
        ...program.rewards.map(reward => rewardSentence(program, reward, names)),
      ],
    })
  if (program.offers.length > 0 || program.guard)
    parts.push({
      heading: inLanguages('促销', '促銷', 'Offers'),
      sentences: [
        ...offerSentences(program.offers, names),
        ...offerDefaultSentences(program),
        ...guardSentences(program.guard),
      ],
    })
  for (const levels of program.tracks) {
    const track = program.tracks.length > 1 ? ` ${levels.track}` : ''
    parts.push({
      heading: inLanguages(`等级${track}`, `等級${track}`, `Levels${track}`),
      sentences: levelSentences(levels),
    })
  }
  if (program.benefits.length > 0)
    parts.push({ heading: inLanguages('权益', '權益', 'Benefits'), sentences: benefitSentences(program, names) })
  if (program.joining.length > 0)
    parts.push({ heading: inLanguages('入会', '入會', 'Joining'), sentences: joiningSentences(program.joining) })
  parts.push(workedBill(program))
  return parts
}

/** What is counted: points of the first kind are 分, any other kind is called by its name. */
function unitOf({ name }: CompiledAsset, index: number): Texts {
  return index === 0 ? inLanguages('分', '分', 'points') : name
}

function earnSentence({ name, per, perCents, points, limits, when }: CompiledEarnRule, unit: Texts): Texts {
  const money = moneyText(perCents)
  const en = points === 1 && unit.en === 'points' ? '1 point' : `${points} ${unit.en}`
  const each = {
    money: inLanguages(
      `每消费 ${money} 得 ${points} ${unit['zh-CN']}（按比例）`,
      `每消費 ${money} 得 ${points} ${unit['zh-TW']}（按比例）`,
      `${en} for every ${money}, in proportion`,
    ),
    'whole-money': inLanguages(
      `每满 ${money} 得 ${points} ${unit['zh-CN']}`,
      `每滿 ${money} 得 ${points} ${unit['zh-TW']}`,
      `${en} for each whole ${money}`,
    ),
    item: inLanguages(`每件得 ${points} ${unit['zh-CN']}`, `每件得 ${points} ${unit['zh-TW']}`, `${en} for each piece`),
    receipt: inLanguages(
      `每单得 ${points} ${unit['zh-CN']}`,
      `每單得 ${points} ${unit['zh-TW']}`,
      `${en} for each receipt`,
    ),
  }[per]
  return joined(name, withLimits(each, limits), when)
}

/** Where several multipliers can meet, the reader must know which of them counts. */
function multiplierSentences({ multipliers, usesAllMultipliers }: CompiledAsset): Texts[] {
  const sentences = multipliers.map(({ name, times, when, isOfLevel }) =>
    joined(name, inLanguages(`积分 ×${times}`, `積分 ×${times}`, `points ×${times}`), isOfLevel ? null : when),
  )
  if (multipliers.length === 0) return []
  if (multipliers.length === 1) return [...sentences, multipliedSentence]
  return [
    ...sentences,
    multipliedSentence,
    usesAllMultipliers
      ? inLanguages('多个倍数同时成立时相乘', '多個倍數同時成立時相乘', 'Several multipliers at once are multiplied')
      : inLanguages(
          '多个倍数同时成立时只取最高的一个',
          '多個倍數同時成立時只取最高的一個',
          'Of several multipliers at once only the highest counts',
        ),
  ]
}

/** The usual is said once: what is paid, after all discounts and points. Then what differs from it. */
function baseSentences({ kinds, countsTax, deductsDiscounts, countsPaidByPoints }: EarningBase): Texts[] {
  const sentences: Texts[] = []
  if (deductsDiscounts && !countsPaidByPoints)
    sentences.push(
      inLanguages(
        '积分按实付金额计算（折扣和积分抵扣之后）',
        '積分按實付金額計算（折扣和積分抵扣之後）',
        'Points count what is paid, after discounts and points used',
      ),
    )
  const isUsual = kinds.size === 2 && kinds.has('goods') && kinds.has('service')
  const list = [...kinds].join(', ')
  if (!isUsual) sentences.push(inLanguages(`计积分的行：${list}`, `計積分的行：${list}`, `Lines that count: ${list}`))
  if (!countsTax) sentences.push(inLanguages('税额不计积分', '稅額不計積分', 'Tax earns no points'))
  if (!deductsDiscounts)
    sentences.push(
      inLanguages('按折扣前的金额计积分', '按折扣前的金額計積分', 'Points count the price before discounts'),
    )
  if (countsPaidByPoints)
    sentences.push(
      inLanguages('积分抵扣的部分也计积分', '積分抵扣的部分也計積分', 'The part paid by points earns points too'),
    )
  return sentences
}

function debtSentence({ debt, grace }: CompiledAsset): Texts {
  const policy =
    debt === 'owe'
      ? inLanguages(
          '退货时积分若已用掉，记为欠分，从以后的积分中扣除',
          '退貨時積分若已用掉，記為欠分，從以後的積分中扣除',
          'Points already spent when goods come back are owed, and settled from future points',
        )
      : inLanguages(
          '退货时积分若已用掉，由店家承担并记录',
          '退貨時積分若已用掉，由店家承擔並記錄',
          'Points already spent when goods come back are absorbed by the shop, on record',
        )
  if (!grace) return policy
  const length = periodText(grace)
  return inLanguages(
    `${policy['zh-CN']}；归还的积分若已过期，再给 ${length['zh-CN']}`,
    `${policy['zh-TW']}；歸還的積分若已過期，再給 ${length['zh-TW']}`,
    `${policy.en}; expired points that are given back can be used for another ${length.en}`,
  )
}

function transferSentences({ transfer }: CompiledAsset): Texts[] {
  if (!transfer) return []
  const given = inLanguages(
    '会员之间可以转赠，有效期不变',
    '會員之間可以轉贈，有效期不變',
    'Members may give points to each other; they keep their last day',
  )
  return [withLimits(given, [transfer])]
}

function redeemSentence(rule: CompiledRedeemRule, worth: Texts | null): Texts {
  const { name, step, centsPerStep, minimum, maximum, shareBasisPoints, when } = rule
  const money = moneyText(centsPerStep)
  const share = shareBasisPoints < 10_000 ? percentText(shareBasisPoints) : null
  const parts = [
    inLanguages(
      `每 ${step} 分抵 ${worth?.['zh-CN'] ?? money}，按 ${step} 分的整数倍使用`,
      `每 ${step} 分抵 ${worth?.['zh-TW'] ?? money}，按 ${step} 分的整數倍使用`,
      `${worth?.en ?? money} off for every ${step} points, in whole steps`,
    ),
    minimum > step ? inLanguages(`至少 ${minimum} 分`, `至少 ${minimum} 分`, `at least ${minimum}`) : null,
    maximum ? inLanguages(`每单最多 ${maximum} 分`, `每單最多 ${maximum} 分`, `at most ${maximum} per receipt`) : null,
    share
      ? inLanguages(`最多抵应付金额的 ${share}`, `最多抵應付金額的 ${share}`, `at most ${share} of what is to be paid`)
      : inLanguages('可抵全部应付金额', '可抵全部應付金額', 'up to all that is to be paid'),
  ].filter(part => part !== null)
  const text = inLanguages(
    parts.map(part => part['zh-CN']).join('，'),
    parts.map(part => part['zh-TW']).join('，'),
    parts.map(part => part.en).join(', '),
  )
  return joined(name, text, when)
}
