import { dayOf } from '../shared/calendar.ts'
import type { Language, Texts } from '../shared/languages.ts'
import type { CompiledProgram } from './compiled.ts'
import { decideSale, type SaleDecision } from './decide-sale.ts'
import { plainMember, type SaleFacts } from './facts.ts'
import { moneyText } from './reasons.ts'
import { inLanguages } from './summary-words.ts'

/** What the sample basket costs, in 分, and when it is bought: noon of Wednesday, 10 June. */
const sampleCents = 48_000
const sampleAt = new Date('2026-06-10T04:00:00Z')

/**
 * One basket at each level, on any day and on the birthday: whoever reads a program sees what it does, and need not trust
 * the rules. Decided by the very code that decides at the till.
 */
export function workedBill(program: CompiledProgram): { heading: Texts; sentences: Texts[] } {
  const money = moneyText(sampleCents)
  const [ladder] = program.tracks
  const levels = ladder ? ladder.ladder.map(({ level, name }) => ({ level, name })) : [{ level: null, name: null }]
  return {
    heading: inLanguages(
      `举例：一张 ${money} 的小票，一件普通商品，平常的一天`,
      `舉例：一張 ${money} 的收據，一件普通商品，平常的一天`,
      `For example: a receipt of ${money}, one ordinary piece, an ordinary day`,
    ),
    sentences: levels.map(({ level, name }) => billSentence(program, level, name)),
  }
}

function billSentence(program: CompiledProgram, level: string | null, name: Texts | null): Texts {
  const plain = decided(program, { level, birthday: null })
  const inMonth = decided(program, { level, birthday: '1990-06-25' })
  const onTheDay = decided(program, { level, birthday: '1990-06-10' })
  const say = (language: Language) => {
    const who = name ? `${name[language]}${language === 'en' ? ': ' : '：'}` : ''
    const usual = outcome(program, plain, language)
    const month = outcome(program, inMonth, language)
    const day = outcome(program, onTheDay, language)
    const ofMonth = month === usual ? '' : `${inBirthdayMonth[language]}${month}`
    const ofDay = day === month ? '' : `${onBirthday[language]}${day}`
    return `${who}${usual}${ofMonth}${ofDay}`
  }
  return { 'zh-CN': say('zh-CN'), 'zh-TW': say('zh-TW'), en: say('en') }
}

const inBirthdayMonth = inLanguages('；生日当月', '；生日當月', '; in the birthday month ')
const onBirthday = inLanguages('；生日当天', '；生日當天', '; on the birthday ')

function outcome(program: CompiledProgram, { payableCents, earnings }: SaleDecision, language: Language): string {
  const earned = earnings
    .filter(({ points }) => points > 0)
    .map(({ asset, points }) => {
      const name = program.assets.find(({ code }) => code === asset)?.name[language] ?? asset
      return language === 'en' ? `${points} ${name}` : `${points} ${name}`
    })
  const pays = { 'zh-CN': '付', 'zh-TW': '付', en: 'pays' }[language]
  const gets = { 'zh-CN': '，得 ', 'zh-TW': '，得 ', en: ' and earns ' }[language]
  const none = { 'zh-CN': '，不得积分', 'zh-TW': '，不得積分', en: ' and earns nothing' }[language]
  return `${pays} ${moneyText(payableCents)}${earned.length > 0 ? `${gets}${earned.join(language === 'en' ? ', ' : '、')}` : none}`
}

function decided(
  program: CompiledProgram,
  { level, birthday }: { level: string | null; birthday: string | null },
): SaleDecision {
  const soldOn = dayOf(sampleAt, program.zone)
  const member = { ...plainMember, joinedOn: '2020-01-01', birthday, level, hasBought: true }
  const outcome = decideSale(program, member, { ...sampleSale, soldOn, storeCode: program.stores?.[0] ?? '' })
  if ('refusal' in outcome) throw new Error(`a basket of one piece is decided: ${outcome.refusal}`)
  return outcome
}

const sampleSale: Omit<SaleFacts, 'soldOn' | 'storeCode'> = {
  soldAt: sampleAt,
  soldMinute: 720,
  channel: 'till',
  tenders: null,
  promoter: null,
  redeem: [],
  lines: [
    {
      sku: '—',
      class: null,
      brand: null,
      kind: 'goods',
      units: 1,
      isWeighed: false,
      grossCents: sampleCents,
      manualDiscountCents: 0,
      taxCents: 0,
      costCents: null,
    },
  ],
}
