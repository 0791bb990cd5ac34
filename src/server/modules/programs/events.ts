import { EventKind } from '../../platform/events.ts'

export const programPublished = new EventKind<{
  programCode: string
  version: number
  inForceFrom: string
  publishedBy: string
}>('programs/published', 1)
