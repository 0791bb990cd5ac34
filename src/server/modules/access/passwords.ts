import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** Argon2id with 46 MiB, one pass, one lane: the first choice of the OWASP Password Storage Cheat Sheet. */
const cost = { memoryCost: 46 * 1024, timeCost: 1, parallelism: 1 } as const

export function hashPassword(password: string): Promise<string> {
  // NFKC, so that a password typed on another keyboard or system is the same password.
  return hash(password.normalize('NFKC'), cost)
}

export function isRightPassword({ hash: stored, password }: { hash: string; password: string }): Promise<boolean> {
  return verify(stored, password.normalize('NFKC'))
}

/** No characters that look alike on paper: 0 O, 1 l I. */
const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A password of 16 letters (about 92 bits), for an account's first sign-in. */
export function randomPassword(): string {
  return Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('')
}
