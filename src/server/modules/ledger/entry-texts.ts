import { fill, type Language, type Texts } from '../../../shared/languages.ts'
import type { EntryKind } from './posting.ts'

type TextKey =
  | Exclude<EntryKind, 'take-back' | 'adjust'>
  | 'earned-away'
  | 'taken'
  | 'owed'
  | 'absorbed'
  | 'added'
  | 'removed'

/** What happened, in one short sentence for the member. Why is said by the reasons. */
const entryTexts: Record<TextKey, Texts> = {
  earn: {
    'zh-CN': '消费获得 {amount} {asset}',
    'zh-TW': '消費獲得 {amount} {asset}',
    en: 'Earned on a receipt: {amount} {asset}',
  },
  'earned-away': {
    'zh-CN': '获得 {amount} {asset}',
    'zh-TW': '獲得 {amount} {asset}',
    en: 'Earned: {amount} {asset}',
  },
  redeem: {
    'zh-CN': '抵现或兑换用去 {amount} {asset}',
    'zh-TW': '抵現或兌換用去 {amount} {asset}',
    en: 'Redeemed: {amount} {asset}',
  },
  taken: {
    'zh-CN': '小票冲正，收回 {amount} {asset}',
    'zh-TW': '收據沖正，收回 {amount} {asset}',
    en: 'Taken back with a reversed receipt: {amount} {asset}',
  },
  owed: {
    'zh-CN': '小票冲正，收回 {amount} {asset}，其中 {owed} 记为欠分',
    'zh-TW': '收據沖正，收回 {amount} {asset}，其中 {owed} 記為欠分',
    en: 'Taken back with a reversed receipt: {amount} {asset}, {owed} of them owed',
  },
  absorbed: {
    'zh-CN': '小票冲正，收回 {amount} {asset}，另有 {shortfall} 由店家承担',
    'zh-TW': '收據沖正，收回 {amount} {asset}，另有 {shortfall} 由店家承擔',
    en: 'Taken back with a reversed receipt: {amount} {asset}; the shop absorbs {shortfall} more',
  },
  'give-back': {
    'zh-CN': '冲正或取消兑换，归还 {amount} {asset}',
    'zh-TW': '沖正或取消兌換，歸還 {amount} {asset}',
    en: 'Given back: {amount} {asset}',
  },
  expire: {
    'zh-CN': '到期清零 {amount} {asset}',
    'zh-TW': '到期清零 {amount} {asset}',
    en: 'Expired: {amount} {asset}',
  },
  'settle-debt': {
    'zh-CN': '抵扣以前的欠分 {owed} {asset}',
    'zh-TW': '抵扣以前的欠分 {owed} {asset}',
    en: 'Settled what was owed: {owed} {asset}',
  },
  added: {
    'zh-CN': '人工增加 {amount} {asset}',
    'zh-TW': '人工增加 {amount} {asset}',
    en: 'Added by hand: {amount} {asset}',
  },
  removed: {
    'zh-CN': '人工扣减 {amount} {asset}',
    'zh-TW': '人工扣減 {amount} {asset}',
    en: 'Taken by hand: {amount} {asset}',
  },
  opening: {
    'zh-CN': '期初余额 {amount} {asset}',
    'zh-TW': '期初餘額 {amount} {asset}',
    en: 'Opening balance: {amount} {asset}',
  },
  'transfer-out': {
    'zh-CN': '转赠给其他会员 {amount} {asset}',
    'zh-TW': '轉贈給其他會員 {amount} {asset}',
    en: 'Given to another member: {amount} {asset}',
  },
  'transfer-in': {
    'zh-CN': '其他会员转赠 {amount} {asset}',
    'zh-TW': '其他會員轉贈 {amount} {asset}',
    en: 'Given by another member: {amount} {asset}',
  },
}

type Told = { kind: EntryKind; amount: number; debtChange: number; shortfall: number; receiptId: string | null }

export function entrySentence(entry: Told, asset: Texts, language: Language): string {
  return fill(entryTexts[textKeyOf(entry)][language], {
    amount: numberText(entry.amount),
    owed: numberText(entry.debtChange),
    shortfall: numberText(entry.shortfall),
    asset: asset[language],
  })
}

function textKeyOf({ kind, amount, debtChange, shortfall, receiptId }: Told): TextKey {
  // For an activity, by a benefit or for points of another kind.
  if (kind === 'earn' && receiptId === null) return 'earned-away'
  if (kind === 'adjust') return amount > 0 ? 'added' : 'removed'
  if (kind !== 'take-back') return kind
  if (shortfall > 0) return 'absorbed'
  return debtChange > 0 ? 'owed' : 'taken'
}

/** The sentence says the direction, so the number goes without its sign. */
function numberText(value: number): string {
  return Math.abs(value).toLocaleString('en-US')
}
