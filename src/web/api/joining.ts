import type {
  DecideJoining,
  DecideJoiningAtTill,
  JoiningRequest,
  JoiningRequestCount,
  JoiningRequests,
  JoiningTicket,
  JoiningWays,
  Member,
} from './answers.ts'
import { read, send } from './client.ts'

export const readJoiningWays = (storeCode: string | undefined) => read<JoiningWays>('/v1/joining-ways', { storeCode })

export const readJoiningRequests = (query: { state: string; after?: string; pageSize: number }) =>
  read<JoiningRequests>('/v1/joining-requests', query)

/** Counts what waits for the one who is signed in. It opens no request, so nobody is noted as having looked. */
export const countJoiningRequests = () => read<JoiningRequestCount>('/v1/joining-requests/count')

export const decideJoining = ({ requestId, ...body }: DecideJoining & { requestId: string }, key: string) =>
  send<JoiningRequest>('POST', `/v1/joining-requests/${encodeURIComponent(requestId)}/decision`, { body, key })

/** With a colleague's word: theirs is the decision. */
export const decideJoiningAtTill = ({ requestId, ...body }: DecideJoiningAtTill & { requestId: string }, key: string) =>
  send<JoiningRequest>('POST', `/v1/joining-requests/${encodeURIComponent(requestId)}/decision-at-till`, { body, key })

/** Somebody who joined is a member; somebody who waits for approval has a request. */
export function isWaiting(answer: Member | JoiningTicket): answer is JoiningTicket {
  return 'requestId' in answer
}
