import { createContext, useContext } from 'react'
import type { Myself } from '../api/answers.ts'

/** The permissions that the pages ask about; the server has the last word on each. */
export type Permission =
  | 'members.read'
  | 'members.write'
  | 'members.approve'
  | 'checkout.read'
  | 'checkout.settle'
  | 'checkout.sell-early'
  | 'checkout.refund-without-original'
  | 'checkout.refund'
  | 'checkout.void'
  | 'ledger.read'
  | 'coupons.claim'
  | 'coupons.manage'
  | 'ledger.adjust'
  | 'ledger.approve'
  | 'levels.manage'
  | 'rewards.redeem'
  | 'benefits.use'
  | 'programs.read'
  | 'programs.publish'
  | 'programs.approve'
  | 'insights.read'
  | 'organisation.read'
  | 'organisation.manage'
  | 'catalog.read-cost'
  | 'alerts.handle'
  | 'audit.read'
  | 'audit.read-of-member'
  | 'sandbox.use'

export const SessionContext = createContext<Myself | null>(null)

/** Who works here. Only inside SessionGate. */
export function useSession(): Myself {
  const myself = useContext(SessionContext)
  if (!myself) throw new Error('useSession is only for what SessionGate shows')
  return myself
}

export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSession()
  return permission => permissions.includes(permission)
}
