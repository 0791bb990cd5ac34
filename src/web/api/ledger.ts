import type {
  Adjust,
  Adjustment,
  Adjustments,
  Balances,
  EntryExplanation,
  EntryPage,
  Transfer,
  TransferRequest,
} from './answers.ts'
import { read, send, withQuery } from './client.ts'

const at = (memberNumber: string) => `/v1/members/${encodeURIComponent(memberNumber)}`

export const readBalances = (memberNumber: string, asOf?: string) =>
  read<Balances>(`${at(memberNumber)}/balances`, { asOf })

export const readEntries = (memberNumber: string, query: { asset?: string; after?: string; pageSize?: number }) =>
  read<EntryPage>(`${at(memberNumber)}/entries`, query)

/** Every entry, not only those on screen; '' means all assets. */
export const entriesCsvAddress = (memberNumber: string, asset: string) =>
  withQuery(`${at(memberNumber)}/entries/export.csv`, { asset })

export const readExplanation = ({
  memberNumber,
  asset,
  version,
  audience,
}: {
  memberNumber: string
  asset: string
  version: number
  audience: string
}) =>
  read<EntryExplanation>(`${at(memberNumber)}/entries/${encodeURIComponent(asset)}/${version}/explain`, {
    audience,
  })

export const adjustPoints = ({ memberNumber, ...body }: Adjust & { memberNumber: string }, key: string) =>
  send<Adjustment>('POST', `${at(memberNumber)}/adjustments`, { body, key })

export const readWaitingAdjustments = () => read<Adjustments>('/v1/adjustments', { state: 'waiting' })

export const decideAdjustment = (
  { adjustmentId, isApproved }: { adjustmentId: string; isApproved: boolean },
  key: string,
) =>
  send<Adjustment>('POST', `/v1/adjustments/${encodeURIComponent(adjustmentId)}/decision`, {
    body: { isApproved },
    key,
  })

export const givePoints = ({ memberNumber, ...body }: TransferRequest & { memberNumber: string }, key: string) =>
  send<Transfer>('POST', `${at(memberNumber)}/transfers`, { body, key })
