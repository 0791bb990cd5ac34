import type { Texts } from '../shared/languages.ts'
import { benefitFindingTexts } from './benefit-finding-texts.ts'
import { levelFindingTexts } from './level-finding-texts.ts'
import { limitFindingTexts } from './limit-finding-texts.ts'
import { offerFindingTexts } from './offer-finding-texts.ts'
import { senseFindingTexts } from './sense-finding-texts.ts'

/** Something that a check found in a document. Errors forbid publishing, warnings do not. Lines and columns count from 1. */
export type Finding = { severity: 'error' | 'warning'; code: FindingCode; line: number; column: number; texts: Texts }

/** Where in a document something stands: the keys and list places that lead to it. */
export type Path = readonly (string | number)[]

/** What fills the places of a sentence. `suggestion` is a word that may have been meant. */
export type FindingValues = Readonly<Record<string, string | number | undefined>>

/** What the checks can say. `{…}` places are filled by the check. */
export const findingTexts = {
  ...senseFindingTexts,
  ...offerFindingTexts,
  ...levelFindingTexts,
  ...benefitFindingTexts,
  ...limitFindingTexts,
  'holds-itself': {
    'zh-CN': '这里引用了它自己（* 别名在自己的 & 锚点里面），永远展不完；请直接写出内容',
    'zh-TW': '這裡引用了它自己（* 別名在自己的 & 錨點裡面），永遠展不完；請直接寫出內容',
    en: 'Something here refers to itself (an alias * within its own anchor &) and never ends. Write out what is meant',
  },
  'too-deep': {
    'zh-CN': '这里的括号套得太深，方案文件用不到这么多层',
    'zh-TW': '這裡的括號套得太深，方案檔案用不到這麼多層',
    en: 'The brackets are nested too deep here; no program needs so many levels',
  },
  'not-yaml': {
    'zh-CN': '这里的写法不符合 YAML 格式，读不下去：{detail}',
    'zh-TW': '這裡的寫法不符合 YAML 格式，讀不下去：{detail}',
    en: 'The file is not valid YAML: {detail}',
  },
  fullwidth: {
    'zh-CN': '这里是中文（全角）符号“{sign}”，请改用英文（半角）符号，冒号后面空一格',
    'zh-TW': '這裡是中文（全形）符號「{sign}」，請改用英文（半形）符號，冒號後面空一格',
    en: 'This is a full-width sign ({sign}). Use the half-width one, and a space after a colon',
  },
  tab: {
    'zh-CN': '这一行用了 Tab 键缩进，请改用空格',
    'zh-TW': '這一行用了 Tab 鍵縮排，請改用空格',
    en: 'This line is indented with a tab. Use spaces',
  },
  indentation: {
    'zh-CN': '从这里起缩进不对：同一层的词左边对齐，里面的一层多空两格',
    'zh-TW': '從這裡起縮排不對：同一層的詞左邊對齊，裡面的一層多空兩格',
    en: 'The indentation is wrong from here: words of one group stand below each other, what belongs to a word stands two spaces further in',
  },
  'not-closed': {
    'zh-CN': '前面的括号没有写完，缺少“{sign}”',
    'zh-TW': '前面的括號沒有寫完，缺少「{sign}」',
    en: 'A bracket before this is not closed: "{sign}" is missing',
  },
  'word-twice': {
    'zh-CN': '“{word}”在同一处写了两次，只能留一个',
    'zh-TW': '「{word}」在同一處寫了兩次，只能留一個',
    en: '"{word}" is written twice in one place; keep one',
  },
  'several-documents': {
    'zh-CN': '一个文件只能写一个方案，请去掉“---”及其后面的内容',
    'zh-TW': '一個檔案只能寫一個方案，請去掉「---」及其後面的內容',
    en: 'A file holds one program: remove "---" and what follows',
  },
  'not-a-program': {
    'zh-CN': '这不是一个会员方案，第一行应写 program: 和方案代号',
    'zh-TW': '這不是一個會員方案，第一行應寫 program: 和方案代號',
    en: 'This is not a program. It begins with program: and its code',
  },
  'unknown-word': {
    'zh-CN': '不认识“{word}”{suggestion}',
    'zh-TW': '不認識「{word}」{suggestion}',
    en: 'The word "{word}" is not known here{suggestion}',
  },
  'word-not-here': {
    'zh-CN': '这里不能写“{word}”，可以写：{words}',
    'zh-TW': '這裡不能寫「{word}」，可以寫：{words}',
    en: '"{word}" cannot stand here. What can: {words}',
  },
  'comma-in-amount': {
    'zh-CN': '大括号里的金额不能带逗号（逗号后面被当成了另一项），请去掉逗号，写成 ¥3000 这样',
    'zh-TW': '大括號裡的金額不能帶逗號（逗號後面被當成了另一項），請去掉逗號，寫成 ¥3000 這樣',
    en: 'An amount within braces must not have a comma (what follows it was taken for another word). Write it without, as ¥3000',
  },
  missing: { 'zh-CN': '这里缺少“{word}”', 'zh-TW': '這裡缺少「{word}」', en: '"{word}" is missing here' },
  'not-understood': {
    'zh-CN': '看不懂“{value}”，这里应该这样写：{expected}',
    'zh-TW': '看不懂「{value}」，這裡應該這樣寫：{expected}',
    en: '"{value}" cannot be understood. Write it like this: {expected}',
  },
  'name-twice': {
    'zh-CN': '代号“{word}”用了两次，请换一个',
    'zh-TW': '代號「{word}」用了兩次，請換一個',
    en: 'The code "{word}" is used twice; choose another',
  },
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
  'unknown-way': {
    'zh-CN': 'joining 里没有入会方式“{way}”（停办的方式也请留着，写上 through）{suggestion}',
    'zh-TW': 'joining 裡沒有入會方式「{way}」（停辦的方式也請留著，寫上 through）{suggestion}',
    en: 'joining has no way "{way}" (one that is over stays there, with through){suggestion}',
  },
  'rule-incomplete': {
    'zh-CN': '规则“{rule}”没有写完整：给积分的规则写 points 和 per，翻倍的规则只写 times',
    'zh-TW': '規則「{rule}」沒有寫完整：給積分的規則寫 points 和 per，翻倍的規則只寫 times',
    en: 'Rule "{rule}" is not complete: a rule that gives points has points and per, one that multiplies has only times',
  },
  'occasion-incomplete': {
    'zh-CN': '规则“{rule}”写了 on：只写 points（或 gives），不写 per、whole 和 times',
    'zh-TW': '規則「{rule}」寫了 on：只寫 points（或 gives），不寫 per、whole 和 times',
    en: 'Rule "{rule}" has on: it says only points (or gives), without per, whole and times',
  },
  'occasion-group': {
    'zh-CN': '规则“{rule}”：消费以外的事情（on）没有互斥组，请去掉 group',
    'zh-TW': '規則「{rule}」：消費以外的事情（on）沒有互斥組，請去掉 group',
    en: 'Rule "{rule}": what is not a purchase (on) has no groups. Leave out group',
  },
  'group-mixed': {
    'zh-CN': '规则“{rule}”和“{other}”同组却不能比较：同组里要么都按单（per: receipt），要么都按商品，要么都是倍数',
    'zh-TW': '規則「{rule}」和「{other}」同組卻不能比較：同組裡要麼都按單（per: receipt），要麼都按商品，要麼都是倍數',
    en: 'Rules "{rule}" and "{other}" are in one group but cannot be compared: all of a group are per receipt, all by goods, or all multipliers',
  },
  'group-whole': {
    'zh-CN': '规则“{rule}”在互斥组里，不能只计整数倍（whole）：哪些行归它要先比较才知道',
    'zh-TW': '規則「{rule}」在互斥組裡，不能只計整數倍（whole）：哪些行歸它要先比較才知道',
    en: 'Rule "{rule}" is in a group and cannot count whole multiples (whole): which lines are its own is known only after comparing',
  },
  'multiplier-limit': {
    'zh-CN': '倍数规则“{rule}”的上限只能按次数写，如 1 time a month',
    'zh-TW': '倍數規則「{rule}」的上限只能按次數寫，如 1 time a month',
    en: 'The limit of multiplier "{rule}" can only count times, such as 1 time a month',
  },
  'redemption-incomplete': {
    'zh-CN': '“{rule}”没有写完整：要写用多少（points 或 uses），以及抵多少钱（off）或换什么（gives），二选一',
    'zh-TW': '「{rule}」沒有寫完整：要寫用多少（points 或 uses），以及抵多少錢（off）或換什麼（gives），二選一',
    en: 'Redemption "{rule}" is not complete: it says how many (points or uses), and either the money off (off) or what is given (gives)',
  },
  'level-up-nowhere': {
    'zh-CN': '“{rule}”升不了级：封顶“{level}”是最低一级；请写一个更高的等级',
    'zh-TW': '「{rule}」升不了級：封頂「{level}」是最低一級；請寫一個更高的等級',
    en: '"{rule}" lifts nobody: its ceiling "{level}" is the lowest level. Name a higher one',
  },
  'word-of-money-off': {
    'zh-CN': '“{rule}”是兑换（gives），{word} 只用于抵现（off）',
    'zh-TW': '「{rule}」是兌換（gives），{word} 只用於抵現（off）',
    en: 'Redemption "{rule}" gives something; {word} belongs to money off (off) only',
  },
  'rules-overlap': {
    'zh-CN': '规则“{rule}”和“{other}”在完全相同的条件下给同一种积分，会员会得到两份；请合并，或用 when 区分',
    'zh-TW': '規則「{rule}」和「{other}」在完全相同的條件下給同一種積分，會員會得到兩份；請合併，或用 when 區分',
    en: 'Rules "{rule}" and "{other}" give the same asset under the very same conditions, so members would get it twice. Merge them, or tell them apart with when',
  },
  'multipliers-overlap': {
    'zh-CN': '倍数规则“{rule}”和“{other}”的条件完全相同，请只留一条，或用 when 区分',
    'zh-TW': '倍數規則「{rule}」和「{other}」的條件完全相同，請只留一條，或用 when 區分',
    en: 'The multipliers "{rule}" and "{other}" have the very same conditions. Keep one, or tell them apart with when',
  },
  'multiplier-below-one': {
    'zh-CN':
      '倍数 {times} 小于 1：多个倍数只取最高的一个，所以有更高的倍数时它不起作用；要让某些商品不积分，请在给积分的规则里写 when: { none: [...] }',
    'zh-TW':
      '倍數 {times} 小於 1：多個倍數只取最高的一個，所以有更高的倍數時它不起作用；要讓某些商品不積分，請在給積分的規則裡寫 when: { none: [...] }',
    en: 'The multiplier {times} is below 1: only the highest of several multipliers counts, so a higher one switches it off. To keep goods from earning, write when: { none: [...] } in the rule that gives points',
  },
  'too-many-decimals': {
    'zh-CN': '{word} 最多写四位小数',
    'zh-TW': '{word} 最多寫四位小數',
    en: '{word} may have at most four decimals',
  },
  'points-not-whole': {
    'zh-CN': '按单（per: receipt）给的积分必须是整数',
    'zh-TW': '按單（per: receipt）給的積分必須是整數',
    en: 'Points per receipt must be a whole number',
  },
  'step-not-kept': {
    'zh-CN': '“{rule}”的 {word} 必须是 {step} 分（step）的整数倍',
    'zh-TW': '「{rule}」的 {word} 必須是 {step} 分（step）的整數倍',
    en: 'In redemption "{rule}", {word} must be a multiple of step ({step})',
  },
  'step-not-money': {
    'zh-CN': '“{rule}”：每 {step} 分抵的钱算不到整分，请调整 step 或 off',
    'zh-TW': '「{rule}」：每 {step} 分抵的錢算不到整分，請調整 step 或 off',
    en: 'In redemption "{rule}", one step of {step} points is not a whole number of 分. Change step or off',
  },
  'maximum-below-minimum': {
    'zh-CN': '“{rule}”最多可用 {maximum} 分，却至少要用 {minimum} 分，永远用不了',
    'zh-TW': '「{rule}」最多可用 {maximum} 分，卻至少要用 {minimum} 分，永遠用不了',
    en: 'Redemption "{rule}" allows at most {maximum} points but wants at least {minimum}: it can never be used',
  },
  'validity-incomplete': {
    'zh-CN':
      '有效期要写明到哪一天为止：to（月、季、年底）、each（每年的某一天）、through（固定的一天）或 inactive（多久没有来往），四选一',
    'zh-TW':
      '有效期要寫明到哪一天為止：to（月、季、年底）、each（每年的某一天）、through（固定的一天）或 inactive（多久沒有往來），四選一',
    en: 'A term says when points end: one of to (the end of a month, quarter or year), each (a day of each year), through (one day) and inactive (so long without activity)',
  },
  'word-of-other-validity': {
    'zh-CN': '{word} 要和 {needed} 一起写，在这里不起作用',
    'zh-TW': '{word} 要和 {needed} 一起寫，在這裡不起作用',
    en: '{word} belongs to {needed} and does nothing here',
  },
  'pending-outlasts-validity': {
    'zh-CN': '待生效 {pending}，不短于有效期 {valid}：这些积分的有效期会从可用的那天算起',
    'zh-TW': '待生效 {pending}，不短於有效期 {valid}：這些積分的有效期會從可用的那天算起',
    en: 'Pending for {pending} is no shorter than the validity of {valid}: these points will count it from the day on which they can be used',
  },
  'hours-reversed': {
    'zh-CN': '时段“{value}”的结束不晚于开始；要跨过半夜，请分成两段写在 any 里',
    'zh-TW': '時段「{value}」的結束不晚於開始；要跨過半夜，請分成兩段寫在 any 裡',
    en: 'The hours "{value}" do not end after they begin. To go past midnight, write two spans under any',
  },
  'days-reversed': {
    'zh-CN': '开始日期（{from}）晚于结束日期（{through}），永远不会生效',
    'zh-TW': '開始日期（{from}）晚於結束日期（{through}），永遠不會生效',
    en: 'from ({from}) is after through ({through}): this can never apply',
  },
  'not-a-day': {
    'zh-CN': '“{value}”不是日历上的一天',
    'zh-TW': '「{value}」不是日曆上的一天',
    en: '"{value}" is not a day of the calendar',
  },
  'rate-too-fine': {
    'zh-CN': '积分的比例和倍数小数位太多，合起来无法精确计算，请少写几位小数',
    'zh-TW': '積分的比例和倍數小數位太多，合起來無法精確計算，請少寫幾位小數',
    en: 'The rates and multipliers together are too fine to be counted exactly. Use shorter decimals',
  },
  'translation-missing': {
    'zh-CN': '“{word}”缺少 {languages} 的文字，将显示简体中文；请在 translations 里补上',
    'zh-TW': '「{word}」缺少 {languages} 的文字，將顯示簡體中文；請在 translations 裡補上',
    en: '"{word}" has no text in {languages}; the simplified Chinese one will be shown. Add it under translations',
  },
  'translation-unused': {
    'zh-CN': '“{word}”的译文没有用到：没有只写“{word}”的名称；请改成名称的写法，或去掉这一行{suggestion}',
    'zh-TW': '「{word}」的譯文沒有用到：沒有只寫「{word}」的名稱；請改成名稱的寫法，或去掉這一行{suggestion}',
    en: 'No name takes the translation of "{word}": none is written just "{word}". Write it as the name is, or leave the line out{suggestion}',
  },
} as const satisfies Record<string, Texts>

export type FindingCode = keyof typeof findingTexts

/** The known word nearest to a mistyped one, if it is near enough to be what was meant. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map(candidate => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  const best = ranked[0]
  return best && best.distance <= Math.max(1, Math.ceil(word.length / 3)) ? best.candidate : undefined
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
