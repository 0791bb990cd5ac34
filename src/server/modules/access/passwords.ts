import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { Turns } from './turns.ts'

/** Argon2id with 46 MiB, one pass, one lane: the first choice of the OWASP Password Storage Cheat Sheet. */
const cost = { memoryCost: 46 * 1024, timeCost: 1, parallelism: 1 } as const
const costMark = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`

/** Each takes 46 MiB: four at once are 184, whoever knocks. The rest wait; beyond that they are told to come again. */
const turns = new Turns({ atOnce: 4, waitingMax: 100 })

/** @throws access/sign-in-busy */
export function hashPassword(password: string): Promise<string> {
  // NFKC, so that a password typed on another keyboard or system is the same password.
  return turns.take(() => hash(password.normalize('NFKC'), cost))
}

/** @throws access/sign-in-busy */
export function isRightPassword({ hash: stored, password }: { hash: string; password: string }): Promise<boolean> {
  return turns.take(() => verify(stored, password.normalize('NFKC')))
}

/** Whether a stored hash was made with other parameters than today's. */
export function isOutdatedHash(stored: string): boolean {
  return !stored.startsWith(costMark)
}

/** No characters that look alike on paper: 0 O, 1 l I. */
const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A password of 16 letters (about 92 bits), for an account's first sign-in. */
export function randomPassword(): string {
  return Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('')
}
