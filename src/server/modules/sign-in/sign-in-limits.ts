import type { Limit } from '../../platform/rate-limit.ts'

const windowMs = 15 * 60_000

/** Tries that fail, within fifteen minutes. */
export const signInTries = { account: 10, address: 50, device: 20 } as const

export type SignInTry = {
  email: string
  address: string
  /** The random name in the device's cookie. */
  device: string
  /** Whether this person has signed in on this device before. */
  isKnownDevice: boolean
}

/**
 * What a try to sign in is counted against. Strangers share one budget for an account; a device on which its owner has
 * signed in before has a budget of its own, so that no stranger can lock somebody out of their own till. A shop's
 * tills share one address, so an address may fail more often.
 */
export function signInLimits({ email, address, device, isKnownDevice }: SignInTry): Limit[] {
  const account = email.trim().toLowerCase()
  return [
    isKnownDevice
      ? { kind: 'sign-in account on device', who: `${account} ${device}`, max: signInTries.account, windowMs }
      : { kind: 'sign-in account', who: account, max: signInTries.account, windowMs },
    { kind: 'sign-in address', who: address, max: signInTries.address, windowMs },
    { kind: 'sign-in device', who: device, max: signInTries.device, windowMs },
  ]
}

/** Tries of somebody who is signed in already to prove it again: a password, before something that matters. */
export function passwordLimits(staffId: string): Limit[] {
  return [{ kind: 'password of', who: staffId, max: signInTries.account, windowMs }]
}

/** Codes change each 30 seconds and hold one step to either side; after this long none comes again. */
export const codeLifeMs = 120_000

/** Wrong codes in a row until the person waits, and for how long. */
export const codeTriesMax = 5
export const codeWaitSeconds = 15 * 60
