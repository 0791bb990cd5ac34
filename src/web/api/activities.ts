import type { ActivityPage } from './answers.ts'
import { read } from './client.ts'

export const readActivities = (memberNumber: string, query: { pageSize: number; after?: string }) =>
  read<ActivityPage>(`/v1/members/${encodeURIComponent(memberNumber)}/activities`, query)
