import { EventKind } from '../../platform/events.ts'

export const levelMoved = new EventKind<{
  memberId: number
  programCode: string
  track: string
  from: string
  to: string
  cause: string
  movedOn: string
}>('levels/moved', 1)
