import type { Texts } from '../shared/languages.ts'
import type {
  CompiledAsset,
  CompiledEarnRule,
  CompiledLevel,
  CompiledProgram,
  CompiledRedeemRule,
  Window,
} from './compiled.ts'
import { measureTexts } from './reason-texts.ts'
import { moneyText } from './reasons.ts'

/** A program in sentences, for people who do not read its document. */
export type ProgramSummary = { heading: Texts; sentences: Texts[] }[]

export function summarise(program: CompiledProgram): ProgramSummary {
  const parts: ProgramSummary = []
  for (const asset of program.assets)
    parts.push({
      heading: asset.name,
      sentences: [
        validitySentence(asset),
        debtSentence(asset),
        ...asset.rules.map(earnSentence),
        ...asset.multipliers.map(({ name, times }) => ({
          'zh-CN': `${name['zh-CN']}：积分 ×${times}`,
          'zh-TW': `${name['zh-TW']}：積分 ×${times}`,
          en: `${name.en}: points ×${times}`,
        })),
      ],
    })
  if (program.redemption.length > 0)
    parts.push({
      heading: { 'zh-CN': '积分抵现', 'zh-TW': '積分抵現', en: 'Redeeming' },
      sentences: program.redemption.map(redeemSentence),
    })
  if (program.levels) {
    const { window, ladder } = program.levels
    parts.push({
      heading: { 'zh-CN': '等级', 'zh-TW': '等級', en: 'Levels' },
      sentences: [windowSentence(window), ...ladder.map(levelSentence)],
    })
  }
  return parts
}

const unitTexts = {
  days: ['天', 'days'],
  weeks: ['周', 'weeks'],
  months: ['个月', 'months'],
  years: ['年', 'years'],
} as const

function validitySentence({ valid }: CompiledAsset): Texts {
  if (valid.kind === 'never ends')
    return { 'zh-CN': '长期有效，不会过期', 'zh-TW': '長期有效，不會過期', en: 'Never expire' }
  const until = {
    day: ['', '', ''],
    month: ['，到当月月底', '，到當月月底', ', then to the end of the month'],
    quarter: ['，到当季季末', '，到當季季末', ', then to the end of the quarter'],
    year: ['，到当年年底', '，到當年年底', ', then to the end of the year'],
  }[valid.until]
  const period = valid.period
  const [cn, en] = period ? unitTexts[period.unit] : ['', '']
  const length = period ? `${period.count} ` : ''
  return {
    'zh-CN': `每批积分自获得之日起有效 ${length}${cn}${until[0]}，过期自动清零`,
    'zh-TW': `每批積分自獲得之日起有效 ${length}${cn.replace('个', '個').replace('周', '週')}${until[1]}，過期自動清零`,
    en: `Each lot can be used for ${length}${en}${until[2]}, then it is cleared`,
  }
}

function debtSentence({ debt }: CompiledAsset): Texts {
  return debt === 'owe'
    ? {
        'zh-CN': '退货时积分若已用掉，记为欠分，从以后的积分中扣除',
        'zh-TW': '退貨時積分若已用掉，記為欠分，從以後的積分中扣除',
        en: 'Points already spent when goods come back are owed, and settled from future points',
      }
    : {
        'zh-CN': '退货时积分若已用掉，由店家承担并记录',
        'zh-TW': '退貨時積分若已用掉，由店家承擔並記錄',
        en: 'Points already spent when goods come back are absorbed by the shop, on record',
      }
}

function earnSentence({ name, per, perCents, points }: CompiledEarnRule): Texts {
  const each = {
    money: [
      `每消费 ${moneyText(perCents)} 得 ${points} 分（按比例）`,
      `每消費 ${moneyText(perCents)} 得 ${points} 分（按比例）`,
      `${points} points for every ${moneyText(perCents)}, in proportion`,
    ],
    'whole-money': [
      `每满 ${moneyText(perCents)} 得 ${points} 分`,
      `每滿 ${moneyText(perCents)} 得 ${points} 分`,
      `${points} points for each whole ${moneyText(perCents)}`,
    ],
    item: [`每件得 ${points} 分`, `每件得 ${points} 分`, `${points} points for each piece`],
    receipt: [`每单得 ${points} 分`, `每單得 ${points} 分`, `${points} points for each receipt`],
  }[per]
  return {
    'zh-CN': `${name['zh-CN']}：${each[0]}`,
    'zh-TW': `${name['zh-TW']}：${each[1]}`,
    en: `${name.en}: ${each[2]}`,
  }
}

function redeemSentence({ name, step, centsPerStep, minimum, maximum, shareBasisPoints }: CompiledRedeemRule): Texts {
  const money = moneyText(centsPerStep)
  const share = shareBasisPoints < 10_000 ? shareBasisPoints / 100 : null
  const cn = [
    `${name['zh-CN']}：每 ${step} 分抵 ${money}`,
    `至少 ${minimum} 分`,
    maximum ? `每单最多 ${maximum} 分` : '',
    share ? `最多抵应付金额的 ${share} %` : '',
  ]
  const tw = [
    `${name['zh-TW']}：每 ${step} 分抵 ${money}`,
    `至少 ${minimum} 分`,
    maximum ? `每單最多 ${maximum} 分` : '',
    share ? `最多抵應付金額的 ${share} %` : '',
  ]
  const en = [
    `${name.en}: ${money} off for every ${step} points`,
    `at least ${minimum}`,
    maximum ? `at most ${maximum} per receipt` : '',
    share ? `at most ${share} % of what is to be paid` : '',
  ]
  return {
    'zh-CN': cn.filter(Boolean).join('，'),
    'zh-TW': tw.filter(Boolean).join('，'),
    en: en.filter(Boolean).join(', '),
  }
}

function windowSentence(window: Window): Texts {
  if (window.kind === 'rolling') {
    const [cn, en] = unitTexts[window.period.unit]
    const twUnit = cn.replace('个', '個').replace('周', '週')
    return {
      'zh-CN': `按最近 ${window.period.count} ${cn}统计，达标即升，复评时才降`,
      'zh-TW': `按最近 ${window.period.count} ${twUnit}統計，達標即升，複評時才降`,
      en: `Counted over the last ${window.period.count} ${en}; up at once, down only at a review`,
    }
  }
  return {
    'calendar year': {
      'zh-CN': '按自然年统计，达标即升，复评时才降',
      'zh-TW': '按自然年統計，達標即升，複評時才降',
      en: 'Counted over the calendar year; up at once, down only at a review',
    },
    'year since joining': {
      'zh-CN': '按入会周年统计，达标即升，复评时才降',
      'zh-TW': '按入會週年統計，達標即升，複評時才降',
      en: 'Counted over the year since joining; up at once, down only at a review',
    },
    'since joining': {
      'zh-CN': '按入会以来累计统计，达标即升',
      'zh-TW': '按入會以來累計統計，達標即升',
      en: 'Counted since joining; up at once',
    },
  }[window.kind]
}

function levelSentence({ name, from, discount, benefits }: CompiledLevel): Texts {
  const say = (language: keyof Texts, words: { off: string; joined: string; and: string }) => {
    const thresholds = from.map(
      ({ measure, value }) =>
        `${measureTexts[measure]?.[language] ?? measure} ≥ ${measure === 'net-spend' ? moneyText(value) : value}`,
    )
    const parts = [
      thresholds.length > 0 ? thresholds.join(words.and) : words.joined,
      discount ? words.off.replace('{percent}', String(discount.basisPoints / 100)) : '',
      ...benefits.map(benefit => benefit[language]),
    ]
    return `${name[language]}：${parts.filter(Boolean).join(language === 'en' ? '; ' : '；')}`
  }
  return {
    'zh-CN': say('zh-CN', { off: '优惠 {percent} %', joined: '注册即得', and: ' 且 ' }),
    'zh-TW': say('zh-TW', { off: '優惠 {percent} %', joined: '註冊即得', and: ' 且 ' }),
    en: say('en', { off: '{percent} % off', joined: 'on joining', and: ' and ' }).replace('：', ': '),
  }
}
