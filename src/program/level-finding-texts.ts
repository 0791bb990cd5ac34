import type { Texts } from '../shared/languages.ts'

/** What the check can say about levels. */
export const levelFindingTexts = {
  'level-unreachable': {
    'zh-CN': '没有人会停在等级“{level}”：达到它的会员同时也达到了更高的“{above}”，请检查两级的门槛',
    'zh-TW': '沒有人會停在等級「{level}」：達到它的會員同時也達到了更高的「{above}」，請檢查兩級的門檻',
    en: 'Nobody can ever be in level "{level}": whoever reaches it also reaches "{above}", which stands higher',
  },
  'level-passed-by': {
    'zh-CN':
      '没有人会停在等级“{level}”：达到它的会员也一定达到了更高的“{above}”；请把“{above}”的门槛写高些，或调换两级',
    'zh-TW':
      '沒有人會停在等級「{level}」：達到它的會員也一定達到了更高的「{above}」；請把「{above}」的門檻寫高些，或調換兩級',
    en: 'Nobody stays in level "{level}": whoever reaches it surely reaches "{above}", which stands higher. Ask for more in "{above}", or change their places',
  },
  'months-never-reached': {
    'zh-CN':
      '等级“{level}”要 {value} 个月有消费，统计时段（{window}）最多碰到 {most} 个月，永远达不到；请写少些，或把 window 写长些',
    'zh-TW':
      '等級「{level}」要 {value} 個月有消費，統計時段（{window}）最多碰到 {most} 個月，永遠達不到；請寫少些，或把 window 寫長些',
    en: 'Level "{level}" wants {value} months with a purchase, and its window ({window}) touches {most} at most: nobody reaches it. Ask for fewer, or lengthen window',
  },
  'points-never-reached': {
    'zh-CN':
      '等级“{level}”要得 {value} 分，按积分的上限，统计时段（{window}）里最多得 {most} 分，永远达不到；请写少些，或放宽上限',
    'zh-TW':
      '等級「{level}」要得 {value} 分，按積分的上限，統計時段（{window}）裡最多得 {most} 分，永遠達不到；請寫少些，或放寬上限',
    en: 'Level "{level}" wants {value} points earned, and the limits of points allow {most} at most in its window ({window}): nobody reaches it. Ask for fewer, or raise a limit',
  },
  'score-never-reached': {
    'zh-CN':
      '等级“{level}”要 {value} 分，按 score 的算法和上限，统计时段（{window}）里最多 {most} 分，永远达不到；请写少些，或改 score',
    'zh-TW':
      '等級「{level}」要 {value} 分，按 score 的算法和上限，統計時段（{window}）裡最多 {most} 分，永遠達不到；請寫少些，或改 score',
    en: 'Level "{level}" wants a score of {value}, and score and limits allow {most} at most in its window ({window}): nobody reaches it. Ask for less, or change score',
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
