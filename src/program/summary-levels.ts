import type { Language, Texts } from '../shared/languages.ts'
import { windowKey } from './compile-needs.ts'
import type { CompiledLevel, CompiledLevels, Gauge, Need, Review } from './compiled.ts'
import { grantText, needText, scoreText, spanOf } from './describe-need.ts'
import { levelDefaultSentences, usesTrackWindow } from './summary-defaults.ts'
import { foldText, inLanguages, percentText, periodText } from './summary-words.ts'

/** How levels are reached and lost, then each level from the lowest. */
export function levelSentences(levels: CompiledLevels): Texts[] {
  const scores = levels.ladder.flatMap(({ need }) => scoresOf(need))
  return [
    riseSentence(levels),
    ...fallSentences(levels),
    ...scores.slice(0, 1).map(scoreText),
    ...levels.ladder.map(level => levelSentence(level, levels)),
    ...levelDefaultSentences(levels),
  ]
}

function scoresOf(need: Need | null): Gauge[] {
  if (!need) return []
  if (need.kind !== 'reach') return need.needs.flatMap(scoresOf)
  return need.gauge.parts.length > 0 ? [need.gauge] : []
}

/** The time is said where a threshold counts over it; those with a time of their own say theirs. */
function riseSentence(levels: CompiledLevels): Texts {
  const span = spanOf(levels.window)
  const isUsed = usesTrackWindow(levels, gauge => windowKey(gauge.window) === windowKey(levels.window))
  const counted = isUsed
    ? inLanguages(`按${span['zh-CN']}统计，`, `按${span['zh-TW']}統計，`, `Counted over ${span.en}; `)
    : inLanguages('', '', '')
  const rise = levels.risesAtReview
    ? inLanguages('复评时升级', '複評時升級', 'levels are reached at the review')
    : inLanguages(
        '达标即升，下一单起享受',
        '達標即升，下一單起享受',
        'whoever reaches a level has it from the next receipt on',
      )
  return inLanguages(
    `${counted['zh-CN']}${rise['zh-CN']}`,
    `${counted['zh-TW']}${rise['zh-TW']}`,
    isUsed ? `${counted.en}${rise.en}` : capitalised(rise.en),
  )
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
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
  never: inLanguages(
    '不复评：升了就不降（带来升级的那张小票退货除外）',
    '不複評：升了就不降（帶來升級的那張收據退貨除外）',
    'Levels are not reviewed: whoever has one keeps it, unless the receipt that raised them comes back',
  ),
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

function levelSentence(level: CompiledLevel, levels: CompiledLevels): Texts {
  const { name, need, discount, benefits } = level
  const granted = grantText(level.granted)
  const review = level.review === levels.review ? null : reviews[level.review]
  const say = (language: Language) => {
    const ways = [need ? needText(need, { language, track: levels.window }) : '', granted?.[language] ?? '']
    const parts = [
      ways.filter(Boolean).join(orTexts[language]) || joiningTexts[language],
      discountText(discount, language),
      ...benefits.map(benefit => benefit[language]),
      review?.[language] ?? '',
    ].filter(Boolean)
    return language === 'en' ? `${name.en}: ${parts.join('; ')}` : `${name[language]}：${parts.join('；')}`
  }
  return inLanguages(say('zh-CN'), say('zh-TW'), say('en'))
}

const orTexts = inLanguages('，或', '，或', ', or ')
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
