import type { Texts } from '../shared/languages.ts'
import type { CompiledAsset, Validity } from './compiled.ts'
import { usableAtOnceSentence } from './summary-defaults.ts'
import { inLanguages, periodText, thingsText } from './summary-words.ts'

/** How long points can be used. */
export function validitySentence({ valid }: CompiledAsset): Texts {
  switch (valid.kind) {
    case 'never ends':
      return inLanguages('长期有效，不会过期', '長期有效，不會過期', 'Points never expire')
    case 'each':
      return yearlySentence(valid)
    case 'through':
      return inLanguages(
        `积分都有效至 ${valid.lastDay}（含当天），之后清零，也不再发放`,
        `積分都有效至 ${valid.lastDay}（含當日），之後清零，也不再發放`,
        `All points can be used through ${valid.lastDay}, then they are cleared, and no more are given`,
      )
    case 'inactive':
      return inactiveSentence(valid)
    case 'lasts':
      return lastingSentence(valid)
  }
}

function lastingSentence(valid: Extract<Validity, { kind: 'lasts' }>): Texts {
  const { period, until } = valid
  const length = period ? periodText(period) : inLanguages('', '', '')
  const end = {
    day: inLanguages('', '', ''),
    month: inLanguages('月底', '月底', 'month'),
    quarter: inLanguages('季末', '季末', 'quarter'),
    year: inLanguages('年底', '年底', 'year'),
  }[until]
  if (until === 'day')
    return inLanguages(
      `每批积分自获得之日起有效 ${length['zh-CN']}，过期自动清零`,
      `每批積分自獲得之日起有效 ${length['zh-TW']}，過期自動清零`,
      `Points can be used for ${length.en} from the day they were earned, then they are cleared`,
    )
  if (!period)
    return inLanguages(
      `积分有效至获得当${until === 'year' ? '年' : until === 'month' ? '月' : '季'}的${end['zh-CN']}，过期自动清零`,
      `積分有效至獲得當${until === 'year' ? '年' : until === 'month' ? '月' : '季'}的${end['zh-TW']}，過期自動清零`,
      `Points can be used to the end of the ${end.en} in which they were earned, then they are cleared`,
    )
  return inLanguages(
    `每批积分自获得之日起满 ${length['zh-CN']}后，到${end['zh-CN']}为止有效，过期自动清零`,
    `每批積分自獲得之日起滿 ${length['zh-TW']}後，到${end['zh-TW']}為止有效，過期自動清零`,
    `Points can be used for ${length.en} and on to the end of that ${end.en}, then they are cleared`,
  )
}

function inactiveSentence({ period, keptBy }: Extract<Validity, { kind: 'inactive' }>): Texts {
  const [length, things] = [periodText(period), thingsText(keptBy)]
  return inLanguages(
    `连续 ${length['zh-CN']}没有${things['zh-CN']}，积分全部清零；每有一次就重新计时`,
    `連續 ${length['zh-TW']}沒有${things['zh-TW']}，積分全部清零；每有一次就重新計時`,
    `All points are cleared after ${length.en} without any ${things.en}; each one starts the time anew`,
  )
}

function yearlySentence({ period, monthDay }: Extract<Validity, { kind: 'each' }>): Texts {
  const [month, day] = monthDay.split('-').map(Number)
  const length = period ? periodText(period) : null
  return inLanguages(
    `${length ? `每批积分自获得之日起满 ${length['zh-CN']}后，` : '积分'}有效至其后的第一个 ${month} 月 ${day} 日（当日含），过期自动清零`,
    `${length ? `每批積分自獲得之日起滿 ${length['zh-TW']}後，` : '積分'}有效至其後的第一個 ${month} 月 ${day} 日（含當日），過期自動清零`,
    `Points can be used ${length ? `for ${length.en} and on ` : ''}through the next ${englishDay(month ?? 1, day ?? 1)}, then they are cleared`,
  )
}

function englishDay(month: number, day: number): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2000, month - 1, day),
  )
}

/** Where nothing is written, points wait for nothing: that is said as well. */
export function pendingSentences({ pending, rules }: CompiledAsset): Texts[] {
  if (pending === null) return rules.length > 0 ? [usableAtOnceSentence] : []
  if (pending.kind === 'until')
    return [
      inLanguages(
        `消费所得的积分先为待生效，这张小票登记“${pending.activity}”之后才能使用`,
        `消費所得的積分先為待生效，這張收據登記「${pending.activity}」之後才能使用`,
        `Points of a receipt are pending until "${pending.activity}" is reported of it`,
      ),
    ]
  const length = periodText(pending.period)
  return [
    inLanguages(
      `消费所得的积分先待生效 ${length['zh-CN']}，之后才能使用`,
      `消費所得的積分先待生效 ${length['zh-TW']}，之後才能使用`,
      `Points of a receipt are pending for ${length.en} before they can be used`,
    ),
  ]
}
