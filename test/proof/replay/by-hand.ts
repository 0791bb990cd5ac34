import type { Request } from '../requests.ts'

/** What is rolled back before its refusal is committed. */
export const byHand: ReadonlySet<Request['kind']> = new Set([
  'adjust',
  'decide',
  'transfer',
  'redeem',
  'finish',
  'activity',
])

/** Whether something was posted for it, and therefore what time had done. Handing over touches no points. */
export function isPosted(request: Request, status: number): boolean {
  if (request.kind === 'decide') return status < 300 && request.isApproved
  return request.kind === 'finish' ? status < 300 && request.isCancelled : status === 201
}
