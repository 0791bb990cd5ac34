import type { ActivityStory, IssueStory, MoveStory, ReceiptStory } from './answers.ts'
import { read } from './client.ts'

export type Move = { memberNumber: string; program: string; track: string; number: number }

export const readReceiptStory = (receiptId: string, audience: string) =>
  read<ReceiptStory>(`/v1/checkouts/${encodeURIComponent(receiptId)}/explain`, { audience })

export const readMoveStory = ({ memberNumber, program, track, number }: Move, audience: string) =>
  read<MoveStory>(
    `/v1/members/${encodeURIComponent(memberNumber)}/levels/${encodeURIComponent(track)}/moves/${number}/explain`,
    { program, audience },
  )

export const readActivityStory = (
  { memberNumber, activityId }: { memberNumber: string; activityId: string },
  audience: string,
) =>
  read<ActivityStory>(
    `/v1/members/${encodeURIComponent(memberNumber)}/activities/${encodeURIComponent(activityId)}/explain`,
    { audience },
  )

export const readIssueStory = (
  { memberNumber, issueId }: { memberNumber: string; issueId: string },
  audience: string,
) =>
  read<IssueStory>(
    `/v1/members/${encodeURIComponent(memberNumber)}/benefits/issues/${encodeURIComponent(issueId)}/explain`,
    { audience },
  )
