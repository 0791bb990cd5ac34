import { EventKind } from '../../platform/events.ts'

/** It names no person: who that is may never become a member. */
export type JoiningAsked = {
  requestId: string
  storeId: number | null
  way: string
  /** An instant, RFC 3339. */
  askedAt: string
}

/** Somebody asks to join by a way that needs approval. */
export const joiningAsked = new EventKind<JoiningAsked>('joining/asked', 1)

export type JoiningDecided = {
  requestId: string
  storeId: number | null
  way: string
  state: 'approved' | 'refused' | 'lapsed'
  /** Of the member that an approval made. */
  memberNumber: string | null
}

export const joiningDecided = new EventKind<JoiningDecided>('joining/decided', 1)
