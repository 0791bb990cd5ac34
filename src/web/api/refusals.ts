import type { JoiningRefusalPage, JoiningRefusalStory, RefusalPage, RefusalStory } from './answers.ts'
import { read } from './client.ts'

const at = (memberNumber: string) => `/v1/members/${encodeURIComponent(memberNumber)}/refusals`

export const readRefusals = (memberNumber: string, query: { pageSize: number; after?: string }) =>
  read<RefusalPage>(at(memberNumber), query)

export const refusalsCsvAddress = (memberNumber: string) => `${at(memberNumber)}/export.csv`

export const readRefusalStory = (
  { memberNumber, refusalId }: { memberNumber: string; refusalId: string },
  audience: string,
) => read<RefusalStory>(`${at(memberNumber)}/${encodeURIComponent(refusalId)}/explain`, { audience })

export const readJoiningRefusals = (query: { pageSize: number; after?: string }) =>
  read<JoiningRefusalPage>('/v1/joining-refusals', query)

export const joiningRefusalsCsvAddress = '/v1/joining-refusals/export.csv'

export const readJoiningRefusalStory = (refusalId: string, audience: string) =>
  read<JoiningRefusalStory>(`/v1/joining-refusals/${encodeURIComponent(refusalId)}/explain`, { audience })
