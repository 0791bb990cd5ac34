import { moneyText } from '../program/index.ts'
import type { BacktestReport, ProgramFigures } from '../shared/contract/backtests.ts'

const nameWidth = 34
const cellWidth = 16

const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const percent = (share: number) => `${Math.round(share * 10) / 10} %`
const signedMoney = (cents: number) => (cents < 0 ? `-${moneyText(-cents)}` : moneyText(cents))

/** A Chinese character is as wide as two others. */
function padded(text: string, width: number): string {
  const wide = [...text].reduce((sum, character) => sum + (/[\u2E80-\uFFEF]/.test(character) ? 2 : 1), 0)
  return text + ' '.repeat(Math.max(width - wide, 1))
}

type Read = (program: ProgramFigures) => number

/** A result for somebody at a terminal. */
export function reportLines(report: BacktestReport): string[] {
  return [
    ...headLines(report),
    ...handLines(report),
    ...givenLines(report),
    '',
    `${' '.repeat(nameWidth)}${['今天 today', '草案 draft', '差 difference'].map(word => padded(word, cellWidth)).join('')}`,
    ...figureLines(report),
    '',
    ...activityLines(report),
    ...couponLines(report),
    ...giftLines(report),
    ...leftOutLines(report),
    ...levelLines(report),
    ...bandLines(report),
    '',
    ...changeLines(report),
  ]
}

function handLines({ live, draft }: BacktestReport): string[] {
  if (!live.byHand?.times) return []
  const cut = draft.byHand?.cut ?? 0
  const less =
    cut > 0
      ? ` 草案下 ${cut} 次积分不够，只扣了有的。 For ${cut} of them the draft leaves too few: only those are taken.`
      : ''
  return [
    `手工加减和转赠 ${live.byHand.times} 次，两边按记录计入。 ${live.byHand.times} movements by hand and between members, as recorded on both sides.${less}`,
  ]
}

function givenLines({ live, draft }: BacktestReport): string[] {
  if (!live.levelsByHand?.times) return []
  const gone = draft.levelsByHand?.gone ?? 0
  const less = gone > 0 ? ` 草案没有其中 ${gone} 次的等级。 The draft does not have the level of ${gone} of them.` : ''
  return [
    `等级按记录手工变动 ${live.levelsByHand.times} 次。 ${live.levelsByHand.times} levels given, set or locked by hand, as recorded on both sides.${less}`,
  ]
}

function headLines({ live, draft, from, through, receipts, members, shiftDays, assumption, ...more }: BacktestReport) {
  const { membersPercent, usedPercent } = assumption.base
  const source = {
    recorded: '按记录 as recorded',
    given: '由您指定 as you said',
    default: '默认，记录太少 default: too little is recorded',
  }
  return [
    `${live.name['zh-CN']} ${live.name.en} v${live.version} → ${draft.name['zh-CN']} ${draft.name.en}`,
    `${from} … ${through}: ${number.format(receipts)} 张小票 receipts, ${number.format(members)} 位会员 members`,
    ...(shiftDays > 0
      ? [
          `小票推后 ${shiftDays} 天，接着今天的余额和等级。 Receipts are ${shiftDays} days later, on top of today’s balances and levels.`,
        ]
      : []),
    `假设：${percent(membersPercent)} 的会员兑换，每次用掉 ${percent(usedPercent)}（${source[more.assumedFrom]}）。顾客的购买行为不变。`,
    `Assumed: ${percent(membersPercent)} of members redeem ${percent(usedPercent)} of their points at each purchase; nobody shops differently.`,
    ...(more.waitDays === undefined
      ? []
      : [
          `等活动的积分：假设 ${more.waitDays} 天后可用（${source[more.waitFrom ?? 'default']}）。 Points that wait for an activity are taken to wait ${more.waitDays} days.`,
        ]),
    ...(more.membersWithoutWay
      ? [
          `${number.format(more.membersWithoutWay)} 位会员没有记录入会方式，joined-by 对他们不成立。 Of ${number.format(more.membersWithoutWay)} members nobody knows the way of joining: joined-by never holds for them.`,
        ]
      : []),
    ...(more.refundsOfUnknownSales > 0
      ? [
          `${more.refundsOfUnknownSales} 笔退货的原单不在回放里。 ${more.refundsOfUnknownSales} refunds are of sales that were not replayed.`,
        ]
      : []),
  ]
}

type Row = (name: string, read: Read, format: (value: number) => string) => string

/** A figure of both programs and their difference. */
function rowOf({ live, draft }: BacktestReport): Row {
  return (name, read, format) => {
    const [today, planned] = [read(live), read(draft)]
    return `${padded(name, nameWidth)}${[today, planned, planned - today].map(value => padded(format(value), cellWidth)).join('')}`
  }
}

function figureLines(report: BacktestReport): string[] {
  const { live, costs } = report
  const row = rowOf(report)
  const points = live.assets.flatMap(({ asset, name }) => {
    const read = (field: keyof ProgramFigures['assets'][number]['total']) => (program: ProgramFigures) =>
      program.assets.find(one => one.asset === asset)?.total[field] ?? 0
    const own = `${name['zh-CN']} ${name.en}`
    const hand = (word: string, field: 'adjusted' | 'transferred') =>
      [report.live, report.draft].some(program => read(field)(program) !== 0)
        ? [row(`${own}: ${word}`, read(field), number.format)]
        : []
    return [
      row(`${own}: 期初 opening`, read('opening'), number.format),
      row(`${own}: 发放 issued`, read('issued'), number.format),
      row(`${own}: 兑换 redeemed`, read('redeemed'), number.format),
      row(`${own}: 过期 expired`, read('expired'), number.format),
      row(`${own}: 退货收回 taken back`, read('takenBack'), number.format),
      row(`${own}: 退货退还 given back`, read('givenBack'), number.format),
      ...hand('手工调整 by hand', 'adjusted'),
      ...hand('转赠 between members', 'transferred'),
      row(`${own}: 未用 outstanding`, read('outstanding'), number.format),
      row(`${own}: 负债 liability`, read('outstandingCents'), signedMoney),
    ]
  })
  const money = (name: string, field: keyof ProgramFigures['money']['total']) =>
    row(name, program => program.money.total[field] ?? 0, signedMoney)
  return [
    ...points,
    money('优惠活动 offers', 'offerDiscountCents'),
    money('等级折扣 level prices', 'levelDiscountCents'),
    money('积分抵现 points off', 'pointsDiscountCents'),
    money('发出的礼品和券（假设） issued gifts (assumed)', 'giftCents'),
    money('权益成本 benefit cost', 'benefitCents'),
    money('实收 paid', 'payableCents'),
    ...(costs && costs.lines === costs.linesWithoutCost ? [] : [money('毛利 margin (cost known)', 'marginCents')]),
    ...(costs && costs.linesWithoutCost > 0
      ? [
          `毛利不知道：${number.format(costs.lines)} 行里 ${number.format(costs.linesWithoutCost)} 行没有成本。 Margin not known: ${number.format(costs.linesWithoutCost)} of ${number.format(costs.lines)} lines have no cost.`,
        ]
      : []),
  ]
}

const sumOf = (counts: Readonly<Record<string, number>> = {}) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

/** How often each activity was replayed, and what each rule gave for them. */
function activityLines(report: BacktestReport): string[] {
  if (!report.activities) return []
  const row = rowOf(report)
  const both = [report.live, report.draft]
  const codes = [...new Set(both.flatMap(({ activities }) => Object.keys(activities?.replayed ?? {})))].sort()
  const given = both.flatMap(({ rules }) => rules.filter(({ kind }) => kind === 'activity'))
  const rules = [...new Map(given.map(rule => [`${rule.asset}/${rule.rule}`, rule])).values()]
  const pointsOf =
    ({ asset, rule }: (typeof rules)[number]): Read =>
    program =>
      program.rules.find(one => one.kind === 'activity' && one.asset === asset && one.rule === rule)?.points ?? 0
  const isUnknown = both.some(({ activities }) => sumOf(activities?.unknown) > 0)
  return [
    row('互动 activities', ({ activities }) => sumOf(activities?.replayed), number.format),
    ...codes.map(code => row(`  ${code}`, ({ activities }) => activities?.replayed[code] ?? 0, number.format)),
    ...(isUnknown ? [row('  方案不认识 unknown', ({ activities }) => sumOf(activities?.unknown), number.format)] : []),
    ...rules.map(rule => {
      const name = rule.name ? `${rule.name['zh-CN']} ${rule.name.en}` : rule.rule
      return row(`  ${name}: ${rule.asset}`, pointsOf(rule), number.format)
    }),
    '',
  ]
}

function couponLines({ live, draft }: BacktestReport): string[] {
  const [today, planned] = [live.coupons, draft.coupons]
  if (!today || !planned || today.brought + planned.brought === 0) return []
  const told = ({ brought, used, offCents, refused }: typeof today) => {
    const why = Object.entries(refused).map(([code, times]) => `, ${code} ${number.format(times)}`)
    return `${number.format(used)} / ${number.format(brought)}, ${signedMoney(offCents)}${why.join('')}`
  }
  return [
    `小票上的优惠券 coupons of receipts, today: ${told(today)}`,
    `小票上的优惠券 coupons of receipts, draft: ${told(planned)}`,
  ]
}

function giftLines({ live, draft, giftsUsed }: BacktestReport): string[] {
  const [today, planned] = [live.gifts ?? [], draft.gifts ?? []]
  if (!giftsUsed || today.length + planned.length === 0) return []
  const told = (side: string, gifts: typeof today) =>
    gifts.map(({ name, issued, counted, eachCents, costCents }) => {
      const cost = costCents === null ? '成本不知道 cost not known' : signedMoney(costCents)
      const each = eachCents === null ? '' : ` × ${signedMoney(eachCents)}`
      return `  ${side}: ${name['zh-CN']} ${name.en}: ${number.format(issued)}; ${number.format(counted)}${each} → ${cost}`
    })
  return [
    `发出的礼品和券：假设 ${percent(giftsUsed.base)} 会用掉；券只算比今天的方案多发或少发的。`,
    `Issued gifts and coupons: ${percent(giftsUsed.base)} are taken to be used; of coupons, what is more or less than today’s program issues.`,
    ...told('今天 today', today),
    ...told('草案 draft', planned),
  ]
}

const leftOutNames = {
  coupons: '没有用掉的、会员要去领的新优惠券 coupons that no receipt used, and new ones to claim',
  rewards: '积分兑礼 rewards',
  benefits: '次数服务，以及没有成本的礼品 services, and gifts without a cost',
  activities: '只有草案认识的互动，没有记录 activities that only the draft knows: none was recorded',
  'activity-gifts': '互动给的礼品和券 gifts and coupons for activities',
  'given-levels': '邀请授予的等级 levels by invitation',
  'waiting-points': '等活动发生才生效的积分，当作立即可用 points that wait for an activity, taken to be usable at once',
  transfers: '会员之间转赠的积分 points given to other members',
} as const

function leftOutLines({ leftOut = [] }: BacktestReport): string[] {
  return leftOut.map(({ what, times, members, costCents }) => {
    const recorded =
      times === null ? '' : `: 记录 recorded ${number.format(times)}, 会员 members ${number.format(members ?? 0)}`
    const cost = costCents === null ? '' : `, ${signedMoney(costCents)}`
    return `没有算进去 left out: ${leftOutNames[what]}${recorded}${cost}`
  })
}

function levelLines({ live, draft, moves }: BacktestReport): string[] {
  const counts = (program: ProgramFigures) =>
    program.levels
      .map(({ name, members }) => `${name['zh-CN']} ${name.en} ${number.format(members.at(-1) ?? 0)}`)
      .join(', ')
  return [
    `等级 levels, today: ${counts(live)}`,
    `等级 levels, draft: ${counts(draft)}`,
    ...moves.slice(0, 6).map(move => `  ${move.live || '–'} → ${move.draft || '–'}: ${number.format(move.members)}`),
  ]
}

function bandLines({ band, bandEvery, assumption }: BacktestReport): string[] {
  const told = (name: keyof typeof band.difference) => {
    const { membersPercent, usedPercent } = assumption[name]
    const { benefitCents, outstandingCents } = band.difference[name]
    return `  ${percent(membersPercent)} × ${percent(usedPercent)}: 权益 benefit ${signedMoney(benefitCents)}, 负债 liability ${signedMoney(outstandingCents)}`
  }
  const sample = bandEvery > 1 ? ` (抽样 1/${bandEvery} of members)` : ''
  return [
    '',
    `假设变化时的差额 the difference when less or more is assumed${sample}:`,
    ...(['low', 'base', 'high'] as const).map(told),
  ]
}

function changeLines({ changes }: BacktestReport): string[] {
  if (changes.length === 0) return ['没有一张小票有变化。 No receipt changes.']
  const lines = changes.flatMap(({ soldAt, storeCode, memberNumber, changeCents, live, draft }) => [
    `  ${soldAt.slice(0, 10)} ${storeCode} ${memberNumber ?? ''} ${signedMoney(changeCents)}`,
    ...live.reasons.map(reason => `    今天 today: ${reason['zh-CN']}`),
    ...draft.reasons.map(reason => `    草案 draft: ${reason['zh-CN']}`),
  ])
  return ['变化最大的小票 receipts that change most:', ...lines]
}
