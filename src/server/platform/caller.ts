/** Whoever sends a request, already proven. */
export type Caller = {
  /** Stable and unique over all kinds: "staff:…", "till:…", "key:…". Idempotency keys are kept per caller. */
  id: string
  kind: 'staff' | 'till' | 'key'
  /** As shown in journals. */
  name: string
  /** For staff: the role. */
  role: string | null
  permissions: ReadonlySet<string>
  /** The stores that the caller acts for. */
  storeIds: 'all' | readonly number[]
  /** For a till: its own id. */
  tillId: number | null
  /** For staff: the id that journals carry. */
  staffId: string | null
}

export function mayActFor(caller: Caller, storeId: number): boolean {
  return caller.storeIds === 'all' || caller.storeIds.includes(storeId)
}
