import { httpErrors } from '../../platform/http-errors.ts'

export const uuid = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
export const pageSizeUsual = 20

/** Where a page begins: after the last id of the one before. @throws request/page-unknown */
export function placeOf(after: string | undefined): string | null {
  if (after === undefined) return null
  if (!new RegExp(uuid).test(after)) throw httpErrors.make('page-unknown')
  return after
}
