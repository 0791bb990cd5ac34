import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { member } from './model/json.ts'
import type { Evidence } from './replay/transactions.ts'

export type Story = {
  seed: number
  violations: readonly string[]
  evidence: Evidence
  concerned: readonly number[]
  said: readonly string[]
}

/** Writes all that is known of the members whom a violation is about. @returns the file */
export async function writeHistory({ seed, violations, evidence, concerned, said }: Story): Promise<string> {
  const isConcerned = (memberId: unknown) => concerned.some(one => one === memberId)
  const members = evidence.members.filter(({ member_id }) => isConcerned(member_id))
  const names = members.flatMap(({ card, member_number }) => [card, member_number])
  const isNamed = (text: string) => names.some(name => text.includes(name))
  const file = join(tmpdir(), `regulars-proof-${seed}-${Date.now()}.json`)
  const history = {
    seed,
    violations,
    members,
    clockMoves: evidence.clockMoves,
    killed: evidence.killed,
    asked: evidence.asked.filter(
      ({ key, path, body, answers }) =>
        [path, body, ...answers.map(({ text }) => text)].some(isNamed) ||
        violations.some(sentence => sentence.split(/[ ,:]/).includes(key)),
    ),
    entries: evidence.entries.filter(({ member_id }) => isConcerned(member_id)),
    recorded: evidence.recorded.filter(
      ({ content }) => isConcerned(member(content, 'member_id')) || isNamed(JSON.stringify(content)),
    ),
    said: said.slice(-200),
  }
  await writeFile(file, JSON.stringify(history, null, 1))
  return file
}
