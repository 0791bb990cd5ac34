import Type from 'typebox'
import { LevelProgress } from '../../../shared/contract/levels.ts'
import type { Context } from '../../platform/context.ts'
import { invariant } from '../../platform/errors.ts'
import type { Http } from '../../platform/http.ts'
import { findMemberId, loadMembers } from '../members/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import { showLevels } from './show-levels.ts'

export function levelRoutes(
  http: Http,
  { db, clock, cipher, timeZone }: Context,
  { programs }: { programs: ProgramBook },
): void {
  http.get(
    '/v1/members/:memberNumber/levels',
    {
      config: { access: 'members.read', audit: { none: 'tells the level of a number that is known already' } },
      schema: { params: Type.Object({ memberNumber: Type.String() }), response: { 200: LevelProgress } },
    },
    async request => {
      await programs.refresh()
      const memberId = await findMemberId(db, { memberNumber: request.params.memberNumber }, cipher)
      const member = (await loadMembers(db, [memberId])).get(memberId)
      invariant(member, 'a member who was found can be read')
      return showLevels(db, { member, programs, now: clock.now(), zone: timeZone })
    },
  )
}
