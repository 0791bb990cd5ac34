import type { Texts } from '../shared/languages.ts'

/** Something that a check found in a document. Errors forbid publishing, warnings do not. Lines and columns count from 1. */
export type Finding = { severity: 'error' | 'warning'; code: FindingCode; line: number; column: number; texts: Texts }

/** What the checks can say. `{…}` places are filled by the check. */
export const findingTexts = {
  'not-yaml': {
    'zh-CN': '文件不是有效的 YAML：{detail}',
    'zh-TW': '檔案不是有效的 YAML：{detail}',
    en: 'The file is not valid YAML: {detail}',
  },
  'unknown-word': {
    'zh-CN': '不认识“{word}”{suggestion}',
    'zh-TW': '不認識「{word}」{suggestion}',
    en: 'The word "{word}" is not known here{suggestion}',
  },
  missing: { 'zh-CN': '缺少“{word}”', 'zh-TW': '缺少「{word}」', en: '"{word}" is missing' },
  'not-understood': {
    'zh-CN': '“{value}”看不懂，这里应写：{expected}',
    'zh-TW': '「{value}」看不懂，這裡應寫：{expected}',
    en: '"{value}" cannot be understood here; expected: {expected}',
  },
  'level-unreachable': {
    'zh-CN': '没有人能停留在等级“{level}”：达到它的会员同时也达到更高的“{above}”',
    'zh-TW': '沒有人能停留在等級「{level}」：達到它的會員同時也達到更高的「{above}」',
    en: 'Nobody can ever be in level "{level}": whoever reaches it also reaches "{above}", which stands higher',
  },
  'level-without-from': {
    'zh-CN': '等级“{level}”没有门槛（from），只有最低一级可以没有',
    'zh-TW': '等級「{level}」沒有門檻（from），只有最低一級可以沒有',
    en: 'Level "{level}" says not from when on (from); only the lowest level may leave that out',
  },
  'lowest-level-has-from': {
    'zh-CN': '最低一级“{level}”不能有门槛：每位会员从它开始',
    'zh-TW': '最低一級「{level}」不能有門檻：每位會員從它開始',
    en: 'The lowest level "{level}" must not have a threshold: every member starts there',
  },
  'name-twice': { 'zh-CN': '“{word}”出现了两次', 'zh-TW': '「{word}」出現了兩次', en: '"{word}" is there twice' },
  'unknown-level': {
    'zh-CN': '没有等级“{level}”{suggestion}',
    'zh-TW': '沒有等級「{level}」{suggestion}',
    en: 'There is no level "{level}"{suggestion}',
  },
  'unknown-asset': {
    'zh-CN': '没有积分种类“{asset}”{suggestion}',
    'zh-TW': '沒有積分種類「{asset}」{suggestion}',
    en: 'There is no asset "{asset}"{suggestion}',
  },
  'rule-incomplete': {
    'zh-CN': '规则“{rule}”要么写 points 和 per，要么写 times，二者选一',
    'zh-TW': '規則「{rule}」要麼寫 points 和 per，要麼寫 times，二者選一',
    en: 'Rule "{rule}" needs either points and per, or times: one of the two',
  },
  'rules-overlap': {
    'zh-CN': '规则“{rule}”和“{other}”在完全相同的条件下给同一种积分，会员会得到两份；请合并，或用 when 区分',
    'zh-TW': '規則「{rule}」和「{other}」在完全相同的條件下給同一種積分，會員會得到兩份；請合併，或用 when 區分',
    en: 'Rules "{rule}" and "{other}" give the same asset under the very same conditions, so members would get it twice. Merge them, or tell them apart with when',
  },
  'step-not-kept': {
    'zh-CN': '兑换“{rule}”的 {word} 必须是 step（{step}）的整数倍',
    'zh-TW': '兌換「{rule}」的 {word} 必須是 step（{step}）的整數倍',
    en: 'In redemption "{rule}", {word} must be a multiple of step ({step})',
  },
  'step-not-money': {
    'zh-CN': '兑换“{rule}”：每 {step} 分抵扣的金额不是整分钱，请调整 step 或 off',
    'zh-TW': '兌換「{rule}」：每 {step} 分抵扣的金額不是整分錢，請調整 step 或 off',
    en: 'In redemption "{rule}", one step of {step} points is not a whole number of 分. Change step or off',
  },
  'days-reversed': {
    'zh-CN': 'from（{from}）晚于 through（{through}），永远不会适用',
    'zh-TW': 'from（{from}）晚於 through（{through}），永遠不會適用',
    en: 'from ({from}) is after through ({through}): this can never apply',
  },
  'not-a-day': {
    'zh-CN': '“{value}”不是日历上的一天',
    'zh-TW': '「{value}」不是日曆上的一天',
    en: '"{value}" is not a day of the calendar',
  },
  'rate-too-fine': {
    'zh-CN': '积分规则的比例和倍数合起来太细，无法精确计算，请把小数写短一些',
    'zh-TW': '積分規則的比例和倍數合起來太細，無法精確計算，請把小數寫短一些',
    en: 'The rates and multipliers together are too fine to be counted exactly. Use shorter decimals',
  },
  'translation-missing': {
    'zh-CN': '“{word}”缺少 {languages} 的文字，将显示简体中文',
    'zh-TW': '「{word}」缺少 {languages} 的文字，將顯示簡體中文',
    en: '"{word}" has no text in {languages}; the simplified Chinese one will be shown',
  },
} as const satisfies Record<string, Texts>

export type FindingCode = keyof typeof findingTexts

/** The known word nearest to a mistyped one, if it is near enough to be what was meant. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map(candidate => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  const best = ranked[0]
  return best && best.distance <= Math.max(1, Math.floor(word.length / 3)) ? best.candidate : undefined
}

/** Levenshtein distance, by Wagner and Fischer's table (1974). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
