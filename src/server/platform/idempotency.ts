import { hash } from 'node:crypto'
import { addDays, dayOf } from '../../shared/calendar.ts'
import type { Language } from '../../shared/languages.ts'
import type { Clock } from './clock.ts'
import type { Database, Transaction } from './database.ts'
import { type OpenDeed, writeDeeds } from './deed.ts'
import { DomainError, ErrorFamily, invariant, problemOf, statusOf } from './errors.ts'
import {
  claimName,
  createAnswerPartition,
  deleteIdempotencyBefore,
  findAnswers,
  type IdempotencyClaim,
  insertAnswers,
  insertIdempotencyKeys,
  mayChangeShape,
  type StoredAnswer,
  tryLockNames,
} from './idempotency-store.ts'

export const idempotencyErrors = new ErrorFamily('idempotency', {
  'key-missing': {
    failure: 'invalid',
    'zh-CN': '请求缺少 Idempotency-Key 标头，请为每次操作生成一个新的唯一值（最多 200 个字符）。',
    'zh-TW': '請求缺少 Idempotency-Key 標頭，請為每次操作產生一個新的唯一值（最多 200 個字元）。',
    en: 'The request has no Idempotency-Key header: make a new unique value for each operation (at most 200 characters).',
  },
  'other-body': {
    failure: 'refused',
    'zh-CN': '这个 Idempotency-Key 已用于另一个内容不同的请求，请为新的操作换一个新值。',
    'zh-TW': '這個 Idempotency-Key 已用於另一個內容不同的請求，請為新的操作換一個新值。',
    en: 'This Idempotency-Key was used for a request with another body. Use a new value for a new operation.',
  },
  'in-flight': {
    failure: 'conflict',
    'zh-CN': '同一笔操作正在处理，请稍等一秒再试。',
    'zh-TW': '同一筆操作正在處理，請稍等一秒再試。',
    en: 'The same operation is still being worked on. Wait a second and try again.',
  },
})

/** Keeps a refusal by the rules of the shop, and tells the error its id. */
export type KeepRefusal = (tx: Transaction, error: DomainError) => Promise<void>

/**
 * Who sent a mutation, its key, a hash of everything that it says, what it leaves in the audit trail, and who keeps what is
 * refused by the rules of the shop.
 */
export type Claim = IdempotencyClaim & { language: Language; open?: OpenDeed | undefined; keep?: KeepRefusal }

/** A hash of method, path and the body as it was sent: equal only for the same request. */
export function requestHashOf(parts: { method: string; path: string; body: string }): Buffer {
  return hash('sha256', `${parts.method}\0${parts.path}\0${parts.body}`, 'buffer')
}

/** What a stored answer says to a repeated key: the first answer, byte for byte, or a refusal when the body differs. */
export function replayed(stored: StoredAnswer & { requestHash: Buffer }, claim: Claim): StoredAnswer {
  if (stored.requestHash.equals(claim.requestHash)) {
    claim.open?.deed.isRepeat()
    return { status: stored.status, body: stored.body }
  }
  return answerOfError(idempotencyErrors.make('other-body'), claim.language)
}

export function answerOfError(error: DomainError, language: Language): StoredAnswer {
  return { status: statusOf[error.failure], body: JSON.stringify(problemOf(error, language)) }
}

/**
 * Runs a mutation once. The key, what the work writes, its audit record and the answer are one transaction; a refusal
 * rolls the work back and is stored as the answer. Failures that may pass (503) and bugs are not stored: the caller may try again.
 */
export async function once(
  { db, clock, timeZone }: { db: Database; clock: Clock; timeZone: string },
  claim: Claim,
  work: (tx: Transaction) => Promise<{ status: number; body: unknown }>,
): Promise<StoredAnswer> {
  const createdOn = dayOf(clock.now(), timeZone)
  const { answer, isNew } = await db.transaction(async tx => {
    const [isLocked] = await tryLockNames(tx, [claimName(claim)])
    if (!isLocked) return { answer: answerOfError(idempotencyErrors.make('in-flight'), claim.language), isNew: false }
    const claimed = await insertIdempotencyKeys(tx, [claim], createdOn)
    if (claimed.size === 0) return { answer: await replayStored(tx, claim), isNew: false }
    const answer = await answerOf(tx, claim, work)
    await insertAnswers(tx, [{ ...claim, ...answer }], createdOn)
    await writeDeeds(tx, [{ open: claim.open, sent: answer }])
    return { answer, isNew: true }
  })
  if (isNew) claim.open?.deed.isWritten()
  return answer
}

async function replayStored(tx: Transaction, claim: Claim): Promise<StoredAnswer> {
  const stored = (await findAnswers(tx, [claim])).get(claimName(claim))
  invariant(stored, 'a used key has an answer')
  return replayed(stored, claim)
}

async function answerOf(
  tx: Transaction,
  claim: Claim,
  work: (tx: Transaction) => Promise<{ status: number; body: unknown }>,
): Promise<StoredAnswer> {
  await tx.run('savepoint work')
  try {
    const { status, body } = await work(tx)
    return { status, body: JSON.stringify(body) }
  } catch (error) {
    if (!(error instanceof DomainError) || error.failure === 'unavailable') throw error
    await tx.run('rollback to savepoint work')
    // With the answer that names it: who repeats the key hears the same id, and it is kept once.
    if (error.isKept) await claim.keep?.(tx, error)
    return answerOfError(error, claim.language)
  }
}

/** Answers are kept for 90 days; tills that were offline longer meet the permanent receipt number instead. */
export const answersKeptDays = 90

/**
 * The nightly housekeeping: tomorrow's partitions are made, old days forgotten. During a back-up nothing is done: answers
 * go to the rest partition, and the next night forgets what this one should have.
 * @returns how many keys were forgotten
 */
export async function forgetOldAnswers(
  db: Database,
  { clock, timeZone }: { clock: Clock; timeZone: string },
): Promise<number> {
  const today = dayOf(clock.now(), timeZone)
  return db.transaction(async tx => {
    if (!(await mayChangeShape(tx))) return 0
    for (let ahead = 0; ahead < 4; ahead++)
      await createAnswerPartition(tx, addDays(today, ahead), addDays(today, ahead + 1))
    return deleteIdempotencyBefore(tx, addDays(today, -answersKeptDays))
  })
}
