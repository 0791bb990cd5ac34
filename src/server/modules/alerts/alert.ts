export type AlertKind = 'phone-look-ups-in-vain' | 'phone-look-ups-many'

export type Alert = {
  alertId: string
  kind: AlertKind
  /** As journals name callers: "staff:…", "till:…", "key:…". */
  callerId: string
  callerName: string
  /** So many within so many minutes. */
  count: number
  minutes: number
  raisedAt: Date
  acknowledgedByName: string | null
  acknowledgedAt: Date | null
}
