import { forget, recallJson, rememberJson } from '../ui/storage.ts'
import type { TillPlace } from './basket.ts'

const name = 'till.guest-receipt'

type Kept = TillPlace & { receiptNumber: string }

function isKept(value: unknown): value is Kept {
  return (
    typeof value === 'object' &&
    value !== null &&
    'storeCode' in value &&
    'tillCode' in value &&
    'receiptNumber' in value &&
    typeof value.receiptNumber === 'string'
  )
}

/** Keeps the number of a receipt without a member: whoever it was may want to join with it. */
export function rememberGuestReceipt({ memberNumber, ...receipt }: Kept & { memberNumber: string | null }): void {
  if (memberNumber !== null) return
  const { storeCode, tillCode, receiptNumber } = receipt
  rememberJson(name, { storeCode, tillCode, receiptNumber })
}

/** The last receipt of a guest at this till; '' where there is none, or somebody joined with it. */
export function lastGuestReceipt({ storeCode, tillCode }: TillPlace): string {
  const kept = recallJson(name, isKept)
  return kept?.storeCode === storeCode && kept.tillCode === tillCode ? kept.receiptNumber : ''
}

export function forgetGuestReceipt(): void {
  forget(name)
}
