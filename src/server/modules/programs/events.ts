import { EventKind } from '../../platform/events.ts'

export const programPublished = new EventKind<{
  programCode: string
  version: number
  inForceFrom: string
  publishedBy: string
}>('programs/published', 1)

type Told = {
  programCode: string
  version: number
  /** Of the release, within its program. */
  number: number
  /** null: every store of the program. */
  storeCodes: readonly string[] | null
  inForceFrom: string
  releasedBy: string
}

export const programReleased = new EventKind<Told & { kind: 'full' | 'canary' }>('programs/released', 1)
export const programRolledBack = new EventKind<Told>('programs/rolled-back', 1)
export const releaseCancelled = new EventKind<Told & { cancels: number }>('programs/release-cancelled', 1)
