import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { recall, remember } from '../ui/storage.ts'

export const tenders = ['wechat', 'alipay', 'cash', 'card'] as const
export type Tender = (typeof tenders)[number]

/** Most customers pay as the one before did. */
export const rememberedTender = (): Tender => tenders.find(tender => tender === recall('till.tender')) ?? 'wechat'
export const rememberTender = (tender: Tender): void => remember('till.tender', tender)

export function useTenderOptions() {
  const t = useTexts(tillTexts)
  return tenders.map(value => ({ value, label: t(value) }))
}
