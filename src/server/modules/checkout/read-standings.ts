import { beginsAtJoining, type CompiledProgram } from '../../../program/index.ts'
import { dayOf } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { type LevelQuestion, type LevelState, loadLevelStates } from '../levels/index.ts'
import { loadMembers } from '../members/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import type { Command } from './commands.ts'
import type { StoredReceipt } from './receipt-store.ts'
import { levelKey, questionsOf, type World } from './world.ts'

type Asking = {
  now: Date
  zone: string
  commands: readonly Command[]
  memberIds: World['memberIds']
  locked: readonly number[]
  receipts: ReadonlyMap<string, StoredReceipt>
  /** Whether something may come back, so that the rises must be known that a refund undoes. */
  withRises: boolean
}

/** The members, and where they stand in the programs that the commands are about. */
export async function readStandings(
  tx: Transaction,
  programs: ProgramBook,
  asking: Asking,
): Promise<Pick<World, 'members' | 'levels'>> {
  const asked = standingsAsked(programs, asking)
  // Hardly any program counts from when somebody joined: where none does, both are asked for in one journey.
  if (!asked.some(({ program }) => countsFromJoining(program))) {
    const [members, levels] = await tx.together(() => [
      loadMembers(tx, asking.locked),
      readLevels(tx, asked, { ...asking, members: new Map() }),
    ])
    return { members, levels }
  }
  const members = await loadMembers(tx, asking.locked)
  return { members, levels: await readLevels(tx, asked, { ...asking, members }) }
}

type Asked = { memberId: number; program: CompiledProgram }

function standingsAsked(programs: ProgramBook, { commands, memberIds, receipts }: Asking): Asked[] {
  const asked: { memberId: unknown; program: CompiledProgram | null | undefined }[] = []
  for (const command of commands)
    if ('program' in command && command.member)
      asked.push({ memberId: memberIds.get(command.member), program: command.program })
  for (const { memberId, programCode, programVersion } of receipts.values())
    if (programCode !== null && programVersion !== null)
      asked.push({ memberId, program: programs.version(programCode, programVersion) })
  return asked.flatMap(({ memberId, program }) =>
    typeof memberId === 'number' && memberId >= 0 && program ? [{ memberId, program }] : [],
  )
}

const countsFromJoining = ({ tracks }: CompiledProgram): boolean =>
  tracks.some(({ window, gauges }) => [window, ...gauges.map(gauge => gauge.window)].some(beginsAtJoining))

async function readLevels(
  tx: Transaction,
  asked: readonly Asked[],
  { now, zone, members, withRises }: Asking & Pick<World, 'members'>,
): Promise<World['levels']> {
  const wanted = new Map<string, LevelQuestion[]>()
  for (const { memberId, program } of asked) {
    const joinedOn = dayOf(members.get(memberId)?.joinedAt ?? now, zone)
    const questions = questionsOf(memberId, program, { on: dayOf(now, zone), joinedOn, withRises })
    const other = wanted.get(levelKey(memberId, program))
    // Two versions may count over different windows. The batch fails, and its orders are run one by one.
    invariant(
      !other || JSON.stringify(other) === JSON.stringify(questions),
      'a batch judges each member over the same windows',
    )
    wanted.set(levelKey(memberId, program), questions)
  }
  const states = await loadLevelStates(tx, [...wanted.values()].flat())
  const levels = new Map<string, LevelState[]>()
  let place = 0
  for (const [key, questions] of wanted) {
    levels.set(key, states.slice(place, place + questions.length))
    place += questions.length
  }
  return levels
}
