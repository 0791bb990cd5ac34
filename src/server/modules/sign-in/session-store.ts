import type { Transaction } from '../../platform/database.ts'
import type { StaffRole } from '../access/index.ts'

/** A session with the person that it is of, as one request needs them. */
export type SessionRow = {
  sessionId: string
  startedAt: Date
  usedAt: Date
  staffId: string
  name: string
  email: string
  role: StaffRole
  storeIds: number[] | null
  isActive: boolean
  hasSecondFactor: boolean
  /** Null: nothing was decided, because nothing was founded. */
  secondFactorRule: 'required' | 'offered' | null
}

/** Read at each request of staff, so that whatever ends a session or changes a role counts at once: three look-ups by key. */
export function findSession(tx: Transaction, tokenHash: string): Promise<SessionRow | undefined> {
  return tx.row<SessionRow>(
    `select s.id as "sessionId", s."startedAt", s."usedAt", u.id as "staffId", u.name, u.email, u.role, u."storeIds",
       u."isActive", coalesce(u."twoFactorEnabled", false) as "hasSecondFactor",
       (select second_factor from staff.policy) as "secondFactorRule"
     from staff."session" s join staff."user" u on u.id = s."userId" where s.token = $1`,
    [tokenHash],
  )
}

export async function markSessionUsed(
  tx: Transaction,
  { sessionId, usedAt }: { sessionId: string; usedAt: Date },
): Promise<void> {
  await tx.run('update staff."session" set "usedAt" = $2 where id = $1 and "usedAt" < $2', [sessionId, usedAt])
}

export type SignedInRow = {
  sessionId: string
  role: StaffRole
  startedAt: Date
  usedAt: Date
  address: string | null
  browser: string | null
}

/** Where somebody is signed in, newest first; without tokens. */
export function findSessionsOf(tx: Transaction, staffId: string): Promise<SignedInRow[]> {
  return tx.rows<SignedInRow>(
    `select s.id as "sessionId", u.role, s."startedAt", s."usedAt", s."ipAddress" as address, s."userAgent" as browser
     from staff."session" s join staff."user" u on u.id = s."userId"
     where u.id = $1 order by s."startedAt" desc, s.id`,
    [staffId],
  )
}

/** Signs somebody out in one place. @returns how many sessions ended: one or none */
export function deleteSession(
  tx: Transaction,
  { staffId, sessionId }: { staffId: string; sessionId: string },
): Promise<number> {
  return tx.run('delete from staff."session" where id = $2 and "userId" = $1', [staffId, sessionId])
}

/** Signs somebody out everywhere else. @returns how many sessions ended */
export function deleteOtherSessions(
  tx: Transaction,
  { staffId, sessionId }: { staffId: string; sessionId: string },
): Promise<number> {
  return tx.run('delete from staff."session" where id <> $2 and "userId" = $1', [staffId, sessionId])
}

/** Ends these sessions of somebody. @returns how many ended */
export function deleteSessionsOf(
  tx: Transaction,
  { staffId, sessionIds }: { staffId: string; sessionIds: readonly string[] },
): Promise<number> {
  return tx.run('delete from staff."session" where "userId" = $1 and id = any ($2::uuid[])', [staffId, sessionIds])
}

/** Sessions that better-auth takes for over. @returns how many were forgotten */
export function deleteEndedSessions(tx: Transaction, before: Date): Promise<number> {
  return tx.run('delete from staff."session" where "startedAt" < $1', [before])
}
