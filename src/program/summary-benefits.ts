import type { Language, Texts } from '../shared/languages.ts'
import { channelsText } from './channel-texts.ts'
import type { CompiledProgram, Gift } from './compiled.ts'
import type { BenefitKind, CompiledBenefit, CompiledWay, Share } from './compiled-benefits.ts'
import { daysAroundBirthday } from './decide-benefit.ts'
import { moneyText } from './reasons.ts'
import { giftText, withLimits } from './summary-giving.ts'
import type { GoodsNames } from './summary-goods.ts'
import { inLanguages, joined } from './summary-words.ts'

/** What members have besides points and prices, one sentence a benefit. */
export function benefitSentences(program: CompiledProgram, goods: GoodsNames): Texts[] {
  const { benefits, tracks } = program
  const names = new Map(tracks.flatMap(({ ladder }) => ladder.map(({ level, name }) => [level, name] as const)))
  const nameOf = (level: string) => names.get(level) ?? inLanguages(level, level, level)
  const giftOf = (gives: Gift) => giftText(program, gives, goods)
  return benefits.map(benefit => joined(benefit.name, contentText(benefit, { nameOf, giftOf }), benefit.when))
}

type NameOf = (level: string) => Texts

function contentText(
  { content, levels }: CompiledBenefit,
  { nameOf, giftOf }: { nameOf: NameOf; giftOf: (gives: Gift) => Texts },
): Texts {
  const who = levels ? whoText(levels, nameOf) : inLanguages('所有会员', '所有會員', 'every member')
  switch (content.kind) {
    case 'words':
      return who
    case 'counted':
      return content.everybody
        ? withWho(who, oftenText(content.everybody))
        : perLevel(content.shares, nameOf, oftenText)
    case 'early':
      return content.daysOfLevel
        ? perLevel(content.daysOfLevel, nameOf, earlyText)
        : withWho(who, earlyText(content.days))
    case 'issued':
      return withWho(who, issuedText(content, giftOf(content.gives)))
  }
}

function whoText(levels: readonly string[], nameOf: NameOf): Texts {
  const list = (language: Language, comma: string) => levels.map(level => nameOf(level)[language]).join(comma)
  return inLanguages(list('zh-CN', '、'), list('zh-TW', '、'), list('en', ', '))
}

function withWho(who: Texts, what: Texts): Texts {
  return inLanguages(`${who['zh-CN']}${what['zh-CN']}`, `${who['zh-TW']}${what['zh-TW']}`, `${who.en}, ${what.en}`)
}

function perLevel<Said>(shares: Readonly<Record<string, Said>>, nameOf: NameOf, say: (share: Said) => Texts): Texts {
  const list = (language: Language, comma: string) =>
    Object.entries(shares)
      .map(([level, share]) => `${nameOf(level)[language]} ${say(share)[language]}`)
      .join(comma)
  return inLanguages(list('zh-CN', '，'), list('zh-TW', '，'), list('en', ', '))
}

function oftenText({ amount, period }: Share): Texts {
  return period === 'year'
    ? inLanguages(`每年 ${amount} 次`, `每年 ${amount} 次`, `${amount} a year`)
    : inLanguages(`每月 ${amount} 次`, `每月 ${amount} 次`, `${amount} a month`)
}

function earlyText(days: number): Texts {
  return inLanguages(
    `新品提前 ${days} 天购买`,
    `新品提前 ${days} 天購買`,
    `new goods ${days} day${days === 1 ? '' : 's'} early`,
  )
}

function occasionText({ on, activity }: Pick<Issued, 'on' | 'activity'>): Texts {
  if (on !== 'activity') return occasions[on]
  return inLanguages(`每次互动“${activity}”`, `每次互動「${activity}」`, `for each activity "${activity}"`)
}

type Issued = Extract<BenefitKind, { kind: 'issued' }>

const occasions = {
  birthday: inLanguages('生日', '生日', 'for the birthday'),
  month: inLanguages('每月 1 日', '每月 1 日', 'on the 1st of each month'),
  joining: inLanguages('入会时', '入會時', 'on joining'),
  level: inLanguages('升到该级时', '升到該級時', 'on reaching the level'),
} as const

function issuedText(content: Issued, gift: Texts): Texts {
  return withLimits(onceText(content, gift), content.limits)
}

function onceText({ on, activity, gives, usable }: Issued, gift: Texts): Texts {
  const when = occasionText({ on, activity })
  const text = inLanguages(
    `${when['zh-CN']}送 ${gift['zh-CN'].trim()}`,
    `${when['zh-TW']}送 ${gift['zh-TW'].trim()}`,
    `${gift.en} ${when.en}`,
  )
  if (gives.kind === 'asset') return text
  if (on === 'birthday') {
    const days = birthdayDaysText(daysAroundBirthday(usable))
    return inLanguages(
      `${text['zh-CN']}（${days['zh-CN']}可用）`,
      `${text['zh-TW']}（${days['zh-TW']}可用）`,
      `${text.en} (${days.en})`,
    )
  }
  if (usable.kind === 'days')
    return inLanguages(
      `${text['zh-CN']}（${usable.days} 天内可用）`,
      `${text['zh-TW']}（${usable.days} 天內可用）`,
      `${text.en} (for ${usable.days} days)`,
    )
  if (on === 'month')
    return inLanguages(
      `${text['zh-CN']}（当月可用）`,
      `${text['zh-TW']}（當月可用）`,
      `${text.en} (to the end of the month)`,
    )
  return text
}

/** Nobody says "0 days before". */
function birthdayDaysText({ before, after }: { before: number; after: number }): Texts {
  if (before === 0 && after === 0) return inLanguages('生日当天', '生日當天', 'on the day itself')
  const first =
    before === 0
      ? ['生日当天', '生日當天', 'the day itself']
      : [`生日前 ${before} 天`, `生日前 ${before} 天`, `${before} days before`]
  const last =
    after === 0 ? ['当天', '當天', 'the day itself'] : [`后 ${after} 天`, `後 ${after} 天`, `${after} days after it`]
  return inLanguages(`${first[0]}到${last[0]}`, `${first[1]}到${last[1]}`, `from ${first[2]} to ${last[2]}`)
}

/** The ways of joining, one sentence each. */
export function joiningSentences(ways: readonly CompiledWay[]): Texts[] {
  return ways.map(way => joined(way.name, wayText(way), null))
}

function wayText({ from, through, channels, receiptFromCents, fee, needsApproval }: CompiledWay): Texts {
  const parts: Texts[] = from === null && through === null ? [] : [daysText(from, through)]
  if (channels) {
    const said = channelsText(channels)
    parts.push(inLanguages(`通过${said['zh-CN']}`, `透過${said['zh-TW']}`, `through ${said.en}`))
  }
  if (receiptFromCents === 0) parts.push(inLanguages('凭任何小票', '憑任何收據', 'with any receipt'))
  if (receiptFromCents) {
    const money = moneyText(receiptFromCents)
    parts.push(inLanguages(`凭满 ${money} 的小票`, `憑滿 ${money} 的收據`, `with a receipt of at least ${money}`))
  }
  if (fee) {
    const money = moneyText(fee.cents)
    parts.push(inLanguages(`工本费 ${money}`, `工本費 ${money}`, `for a fee of ${money}`))
  } else parts.push(inLanguages('免费', '免費', 'free'))
  if (needsApproval) parts.push(inLanguages('要经批准', '須經核准', 'after approval'))
  const list = (language: Language, comma: string) => parts.map(part => part[language]).join(comma)
  return inLanguages(list('zh-CN', '，'), list('zh-TW', '，'), list('en', ', '))
}

function daysText(from: string | null, through: string | null): Texts {
  const en = [from && `from ${from}`, through && `through ${through}`].filter(Boolean).join(' ')
  return inLanguages(`${from ?? ''} 至 ${through ?? '以后'}`, `${from ?? ''} 至 ${through ?? '以後'}`, en)
}
