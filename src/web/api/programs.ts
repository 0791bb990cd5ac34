import type {
  Change,
  Changes,
  DecideChange,
  DiffProgram,
  EditChange,
  Program,
  ProgramDiff,
  ProgramPage,
  ProgramVersion,
  Release,
  RollBack,
  WriteChange,
} from './answers.ts'
import { read, send } from './client.ts'

const at = (code: string) => `/v1/programs/${encodeURIComponent(code)}`
const changeAt = (changeId: string) => `/v1/program-changes/${encodeURIComponent(changeId)}`

export const readPrograms = () => read<ProgramPage>('/v1/programs')
export const readProgram = (code: string) => read<Program>(at(code))
export const readVersion = (code: string, version: number) => read<ProgramVersion>(`${at(code)}/versions/${version}`)
export const readDiff = (code: string, from: number, to: number) => read<ProgramDiff>(`${at(code)}/diff`, { from, to })
/** This reads as well, but the document is too long for an address. */
export const diffDraft = (body: DiffProgram) => send<ProgramDiff>('POST', '/v1/programs/diff', { body })

export const rollBack = ({ code, ...body }: RollBack & { code: string }, key: string) =>
  send<Release>('POST', `${at(code)}/rollback`, { body, key })
export const cancelRelease = ({ code, number, why }: { code: string; number: number; why: string }, key: string) =>
  send<Release>('POST', `${at(code)}/releases/${number}/cancel`, { body: { why }, key })

export const readChanges = (query: { programCode?: string; state?: Change['state'] }) =>
  read<Changes>('/v1/program-changes', query)
export const readChange = (changeId: string) => read<Change>(changeAt(changeId))
export const writeChange = (body: WriteChange, key: string) =>
  send<Change>('POST', '/v1/program-changes', { body, key })
export const editChange = ({ changeId, ...body }: EditChange & { changeId: string }, key: string) =>
  send<Change>('PUT', changeAt(changeId), { body, key })
export const withdrawChange = ({ changeId }: { changeId: string }, key: string) =>
  send<Change>('POST', `${changeAt(changeId)}/withdraw`, { key })
export const decideChange = ({ changeId, ...body }: DecideChange & { changeId: string }, key: string) =>
  send<Change>('POST', `${changeAt(changeId)}/decision`, { body, key })
