import type { Language, Texts } from '../shared/languages.ts'
import type {
  CompiledAsset,
  CompiledLimit,
  CompiledProgram,
  CompiledRedeemRule,
  CompiledReward,
  Gift,
  LevelUp,
} from './compiled.ts'
import { limitText } from './limits.ts'
import { moneyText } from './reasons.ts'
import { type GoodsNames, goodsText } from './summary-goods.ts'
import { inLanguages, joined, periodText } from './summary-words.ts'

/** What is given for something other than a purchase. */
export function occasionSentences({ occasions, limits }: CompiledAsset, unit: Texts): Texts[] {
  const rules = [...occasions].flatMap(([code, list]) => list.map(rule => ({ code, rule })))
  const sentences = rules.map(({ code, rule: { name, points, limits: own, when } }) => {
    const what = occasionTexts[code] ?? everyTime
    const each = inLanguages(
      `${what['zh-CN']}得 ${points} ${unit['zh-CN']}`,
      `${what['zh-TW']}得 ${points} ${unit['zh-TW']}`,
      `${points} ${unit.en} ${what.en}`,
    )
    return joined(name, withLimits(each, own), when)
  })
  return limits.length === 0 ? sentences : [...sentences, limitsSentence(limits)]
}

const occasionTexts: Readonly<Record<string, Texts>> = {
  joining: inLanguages('入会', '入會', 'for joining'),
  birthday: inLanguages('生日当天', '生日當天', 'on the birthday'),
}

/** The rule's own name says what happens. */
const everyTime = inLanguages('每次', '每次', 'each time')

function limitsSentence(limits: readonly CompiledLimit[]): Texts {
  const said = limits.map(limitText)
  return inLanguages(
    `所有规则合计上限：${said.map(text => text['zh-CN']).join('，')}`,
    `所有規則合計上限：${said.map(text => text['zh-TW']).join('，')}`,
    `At most, over all rules: ${said.map(text => text.en).join(', ')}`,
  )
}

/** Rules of which only one counts at a time. */
export function groupSentences({ rules, multipliers }: CompiledAsset): Texts[] {
  const groups = Map.groupBy(
    [...rules, ...multipliers].filter(({ group }) => group !== null),
    ({ group }) => group,
  )
  return [...groups.values()]
    .filter(members => members.length > 1)
    .map(members => {
      const ranked = members.toSorted((a, b) => b.priority - a.priority)
      const isRanked = new Set(ranked.map(({ priority }) => priority)).size > 1
      const list = (language: keyof Texts) => ranked.map(({ name }) => name[language])
      return inLanguages(
        `${list('zh-CN').join('、')}：同时成立时只算一条，${isRanked ? '优先级高的先，' : ''}取给得多的`,
        `${list('zh-TW').join('、')}：同時成立時只算一條，${isRanked ? '優先級高的先，' : ''}取給得多的`,
        `${list('en').join(', ')}: only one counts at a time, ${isRanked ? 'the higher priority first, then ' : ''}the one that gives most`,
      )
    })
}

/** A sentence with its limits after it. */
export function withLimits(text: Texts, limits: readonly CompiledLimit[]): Texts {
  if (limits.length === 0) return text
  const said = limits.map(limitText)
  return inLanguages(
    `${text['zh-CN']}，上限${said.map(limit => limit['zh-CN']).join('、')}`,
    `${text['zh-TW']}，上限${said.map(limit => limit['zh-TW']).join('、')}`,
    `${text.en}, at most ${said.map(limit => limit.en).join(', ')}`,
  )
}

/** What points can be exchanged for. */
export function rewardSentence(
  program: CompiledProgram,
  { name, asset, points, gives, limits, when }: CompiledReward,
  names: GoodsNames,
): Texts {
  const paid = assetName(program, asset)
  const got = giftText(program, gives, names)
  const text = inLanguages(
    `用 ${points} ${paid['zh-CN']}换${got['zh-CN']}`,
    `用 ${points} ${paid['zh-TW']}換${got['zh-TW']}`,
    `${got.en} for ${points} ${paid.en}`,
  )
  return joined(name, withLimits(text, limits), when)
}

/** What is given, as rewards and benefits say it. */
export function giftText(
  program: Pick<CompiledProgram, 'offers' | 'assets' | 'tracks'>,
  gives: Gift,
  names: GoodsNames,
): Texts {
  switch (gives.kind) {
    case 'goods':
      return goodsText(gives.sku, names)
    case 'coupon': {
      const offer = program.offers.find(candidate => candidate.offer === gives.offer)?.name
      return inLanguages(
        `券：${offer?.['zh-CN'] ?? gives.offer}`,
        `券：${offer?.['zh-TW'] ?? gives.offer}`,
        `coupon ${offer?.en ?? gives.offer}`,
      )
    }
    case 'asset': {
      const name = assetName(program, gives.asset)
      return inLanguages(
        ` ${gives.points} ${name['zh-CN']}`,
        ` ${gives.points} ${name['zh-TW']}`,
        `${gives.points} ${name.en}`,
      )
    }
    case 'level-up':
      return levelUpText(program, gives)
  }
}

function levelUpText({ tracks }: Pick<CompiledProgram, 'tracks'>, { upTo, kept }: LevelUp): Texts {
  const ceiling = tracks[0]?.ladder.find(({ level }) => level === upTo)?.name
  const length = kept && periodText(kept)
  const say = (language: Language) => [
    ceiling ? upToTexts[language] + ceiling[language] : '',
    length ? keptTexts[language] + length[language] : '',
  ]
  const list = (language: Language, comma: string) =>
    [levelUpTexts[language], ...say(language).filter(Boolean)].join(comma)
  return inLanguages(list('zh-CN', '，'), list('zh-TW', '，'), list('en', ', '))
}

const levelUpTexts = inLanguages('升一级', '升一級', 'one level up')
const upToTexts = inLanguages('最多到', '最多到', 'at most to ')
const keptTexts = inLanguages('保留 ', '保留 ', 'kept for ')

function assetName(program: Pick<CompiledProgram, 'assets'>, code: string): Texts {
  return program.assets.find(asset => asset.code === code)?.name ?? inLanguages(code, code, code)
}

/** What points are worth in each level, and which levels cannot use them; null where it is the same for all. */
export function worthByLevel(program: CompiledProgram, { centsPerStepOfLevel }: CompiledRedeemRule): Texts | null {
  if (!centsPerStepOfLevel) return null
  const say = (language: keyof Texts) =>
    program.tracks
      .filter(({ ladder }) => ladder.some(({ level }) => Object.hasOwn(centsPerStepOfLevel, level)))
      .flatMap(({ ladder }) => ladder)
      .map(({ level, name }) => {
        const cents = centsPerStepOfLevel[level]
        return cents === undefined ? cannotUse(name)[language] : `${name[language]} ${moneyText(cents)}`
      })
  return inLanguages(say('zh-CN').join('、'), say('zh-TW').join('、'), say('en').join(', '))
}

function cannotUse(name: Texts): Texts {
  return inLanguages(`${name['zh-CN']}不能用`, `${name['zh-TW']}不能用`, `${name.en} none`)
}
