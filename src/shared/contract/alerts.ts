import Type, { type Static } from 'typebox'
import { closed, InstantText, Nullable, oneOf } from './common.ts'

export const AlertAnswer = closed(
  {
    alertId: Type.String(),
    kind: oneOf(['phone-look-ups-in-vain', 'phone-look-ups-many']),
    callerId: Type.String({ description: 'staff:…, till:… or key:…' }),
    callerName: Type.String(),
    count: Type.Integer({ description: 'So many within `minutes`.' }),
    minutes: Type.Integer(),
    raisedAt: InstantText,
    acknowledgedByName: Nullable(Type.String()),
    acknowledgedAt: Nullable(InstantText),
  },
  { $id: 'Alert' },
)
export type AlertAnswer = Static<typeof AlertAnswer>
/** Those that nobody acknowledged come first, then the newest; 200 at most. */
export const AlertList = closed({ alerts: Type.Array(Type.Ref('Alert')) }, { $id: 'AlertList' })
export const AlertQuery = closed({ state: Type.Optional(oneOf(['open', 'all'])) })
