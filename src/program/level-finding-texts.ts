import type { Texts } from '../shared/languages.ts'

/** What the check can say about levels. */
export const levelFindingTexts = {
  'level-unreachable': {
    'zh-CN': '没有人会停在等级“{level}”：达到它的会员同时也达到了更高的“{above}”，请检查两级的门槛',
    'zh-TW': '沒有人會停在等級「{level}」：達到它的會員同時也達到了更高的「{above}」，請檢查兩級的門檻',
    en: 'Nobody can ever be in level "{level}": whoever reaches it also reaches "{above}", which stands higher',
  },
  'level-without-from': {
    'zh-CN': '等级“{level}”没有写门槛（from）：除最低一级外，每级都要写消费多少可以升到这一级',
    'zh-TW': '等級「{level}」沒有寫門檻（from）：除最低一級外，每級都要寫消費多少可以升到這一級',
    en: 'Level "{level}" says not from when on (from); only the lowest level may leave that out',
  },
  'lowest-level-has-from': {
    'zh-CN': '最低一级“{level}”不能有门槛：每位会员从它开始',
    'zh-TW': '最低一級「{level}」不能有門檻：每位會員從它開始',
    en: 'The lowest level "{level}" must not have a threshold: every member starts there',
  },
  'threshold-zero': {
    'zh-CN': '等级“{level}”的门槛不能是 0：每位会员一入会就会达到',
    'zh-TW': '等級「{level}」的門檻不能是 0：每位會員一入會就會達到',
    en: 'The threshold of level "{level}" must not be 0: every member would reach it on joining',
  },
  'never-rises': {
    'zh-CN': '等级体系“{track}”只在复评时升级（up: at review），却从不复评（review: never）：没有人能升级',
    'zh-TW': '等級體系「{track}」只在複評時升級（up: at review），卻從不複評（review: never）：沒有人能升級',
    en: 'Track "{track}" raises at reviews only (up: at review) but is never reviewed (review: never): nobody could ever rise',
  },
  'score-not-said': {
    'zh-CN': '这里看会员分数，但没有写分数怎样算：请在 levels 里写 score: { net-spend: 1 per ¥10 } 这样的一行',
    'zh-TW': '這裡看會員分數，但沒有寫分數怎樣算：請在 levels 裡寫 score: { net-spend: 1 per ¥10 } 這樣的一行',
    en: 'A score is asked for here, but nothing says how it is counted: write score: { net-spend: 1 per ¥10 } in the track',
  },
  'goods-count-nothing': {
    'zh-CN': 'goods 只能写在 net-spend 或 visits 旁边，这里没有可以计的内容',
    'zh-TW': 'goods 只能寫在 net-spend 或 visits 旁邊，這裡沒有可以計的內容',
    en: 'goods stands beside net-spend or visits; here it counts nothing',
  },
  'threshold-empty': {
    'zh-CN': '这一项没有写要达到多少',
    'zh-TW': '這一項沒有寫要達到多少',
    en: 'This part does not say what must be reached',
  },
  'too-many-ways': {
    'zh-CN': '等级“{level}”的门槛有 {max} 种以上的达成方式，没有人看得懂，请写简单一些',
    'zh-TW': '等級「{level}」的門檻有 {max} 種以上的達成方式，沒有人看得懂，請寫簡單一些',
    en: 'There are more than {max} ways to reach level "{level}": nobody could follow them. Write it more simply',
  },
  'kept-without-granted': {
    'zh-CN': '等级“{level}”写了 kept（授予后保留多久），但没有写怎样授予（granted）',
    'zh-TW': '等級「{level}」寫了 kept（授予後保留多久），但沒有寫怎樣授予（granted）',
    en: 'Level "{level}" says how long it is kept (kept) but not how it is granted (granted)',
  },
  'lowest-level-granted': {
    'zh-CN': '最低一级“{level}”不用授予：每位会员从它开始',
    'zh-TW': '最低一級「{level}」不用授予：每位會員從它開始',
    en: 'The lowest level "{level}" needs no granting: every member starts there',
  },
  'granted-below-earned': {
    'zh-CN': '只靠授予的等级“{level}”排在凭消费可达的“{above}”下面：达到后者的会员会越过它，请确认这是本意',
    'zh-TW': '只靠授予的等級「{level}」排在憑消費可達的「{above}」下面：達到後者的會員會越過它，請確認這是本意',
    en: 'Level "{level}" is only granted, but stands below "{above}", which can be reached: whoever reaches that passes it by. Is this meant?',
  },
} as const satisfies Record<string, Texts>
