import type { Language, Texts } from '../shared/languages.ts'
import type { CompiledLevel, CompiledLevels, Review, Window } from './compiled.ts'
import { measureTexts } from './reason-texts.ts'
import { moneyText } from './reasons.ts'
import { foldText, inLanguages, percentText, periodText } from './summary-words.ts'

/** How levels are reached and lost, then each level from the lowest. */
export function levelSentences(levels: CompiledLevels): Texts[] {
  return [riseSentence(levels.window), ...fallSentences(levels), ...levels.ladder.map(levelSentence)]
}

function riseSentence(window: Window): Texts {
  const span = spanOf(window)
  return inLanguages(
    `按${span['zh-CN']}统计，达标即升`,
    `按${span['zh-TW']}統計，達標即升`,
    `Counted over ${span.en}; whoever reaches a level has it at once`,
  )
}

function spanOf(window: Window): Texts {
  switch (window.kind) {
    case 'rolling': {
      const length = periodText(window.period)
      return inLanguages(`最近 ${length['zh-CN']}`, `最近 ${length['zh-TW']}`, `the last ${length.en}`)
    }
    case 'calendar year':
      return inLanguages('自然年', '自然年', 'the calendar year')
    case 'year since joining':
      return inLanguages('入会周年', '入會週年', 'the year of membership')
    case 'since joining':
      return inLanguages('入会以来累计', '入會以來累計', 'the whole membership')
  }
}

const reviews = {
  yearly: inLanguages(
    '升级满一年时复评，以后每年一次',
    '升級滿一年時複評，以後每年一次',
    'A level is reviewed a year after it was reached, then every year',
  ),
  'every 1 January': inLanguages('每年 1 月 1 日复评', '每年 1 月 1 日複評', 'Levels are reviewed every 1 January'),
  monthly: inLanguages('每月 1 日复评', '每月 1 日複評', 'Levels are reviewed on the first of each month'),
  daily: inLanguages('每天复评', '每天複評', 'Levels are reviewed every day'),
  never: inLanguages('不复评，等级长期保留', '不複評，等級長期保留', 'Levels are not reviewed; they are kept'),
} as const satisfies Record<Review, Texts>

function fallSentences({ review, grace, fallsOneStep }: CompiledLevels): Texts[] {
  if (review === 'never') return [reviews.never]
  const down = fallsOneStep
    ? inLanguages('降一级', '降一級', 'one level down')
    : inLanguages('降到达标的等级', '降到達標的等級', 'down to the level that is reached')
  const length = grace && periodText(grace)
  const wait = length
    ? inLanguages(
        `先宽限 ${length['zh-CN']}，仍不达标则`,
        `先寬限 ${length['zh-TW']}，仍不達標則`,
        `after another ${length.en} `,
      )
    : inLanguages('', '', '')
  const when = reviews[review]
  return [
    inLanguages(
      `${when['zh-CN']}：不达标${wait['zh-CN']}${down['zh-CN']}`,
      `${when['zh-TW']}：不達標${wait['zh-TW']}${down['zh-TW']}`,
      `${when.en}; not reached: ${wait.en}${down.en}`,
    ),
  ]
}

const andTexts = inLanguages(' 且 ', ' 且 ', ' and ')

function levelSentence({ name, from, discount, benefits }: CompiledLevel): Texts {
  const say = (language: Language) => {
    const thresholds = from.map(
      ({ measure, value }) =>
        `${measureTexts[measure][language]} ≥ ${measure === 'net-spend' ? moneyText(value) : value}`,
    )
    const parts = [
      thresholds.length > 0 ? thresholds.join(andTexts[language]) : joiningTexts[language],
      discountText(discount, language),
      ...benefits.map(benefit => benefit[language]),
    ].filter(Boolean)
    return language === 'en' ? `${name.en}: ${parts.join('; ')}` : `${name[language]}：${parts.join('；')}`
  }
  return inLanguages(say('zh-CN'), say('zh-TW'), say('en'))
}

const joiningTexts = inLanguages('注册即得', '註冊即得', 'on joining')

function discountText(discount: CompiledLevel['discount'], language: Language): string {
  if (!discount) return ''
  const { basisPoints, when } = discount
  const off = percentText(basisPoints)
  const text = inLanguages(
    `${foldText(basisPoints)}（优惠 ${off}）`,
    `${foldText(basisPoints)}（優惠 ${off}）`,
    `${off} off`,
  )[language]
  if (!when) return text
  return `${text}${inLanguages('，条件：', '，條件：', ', when: ')[language]}${when[language]}`
}
