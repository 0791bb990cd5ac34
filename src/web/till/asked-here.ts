import type { JoiningTicket } from '../api/answers.ts'
import { ApiError } from '../api/errors.ts'

/** Somebody who asked to join at this till and waits, with the name that the cashier typed when they asked. */
export type Waiting = { ticket: JoiningTicket; name: string }

/** By the digits of their phone. It goes with the page, and is stored nowhere. */
const asked = new Map<string, Waiting>()

/** @returns who waits: under the name of the request, whatever was typed the next time */
export function rememberAsked(phone: string, waiting: Waiting): Waiting {
  const known = asked.get(digitsOf(phone))
  if (known?.ticket.requestId === waiting.ticket.requestId) return known
  asked.set(digitsOf(phone), waiting)
  return waiting
}

export function forgetAsked(requestId: string): void {
  for (const [phone, { ticket }] of asked) if (ticket.requestId === requestId) asked.delete(phone)
}

/** The ticket of somebody who asks once more while they wait; undefined for any other failure, and for who asked elsewhere. */
export function askedBefore(error: unknown, phone: string): JoiningTicket | undefined {
  const isWaiting = error instanceof ApiError && error.code === 'joining/already-waiting'
  return isWaiting ? asked.get(digitsOf(phone))?.ticket : undefined
}

function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '')
}
