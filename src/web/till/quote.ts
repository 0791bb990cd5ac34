import { useQuery } from '@tanstack/react-query'
import { quoteBasket } from '../api/checkout.ts'
import { queryKeys } from '../api/query-keys.ts'
import { useRested } from '../ui/rested.ts'
import { quoteBodyOf, type TillPlace } from './basket.ts'
import type { Sale } from './sale.ts'

/** Prices the basket whenever it has rested. `isFresh` is false while what is shown may not be what would be settled. */
export function useQuote(place: TillPlace, { member, basket, wishes, coupons, earlyReason, approval }: Sale) {
  const early = { earlyReason, approval }
  const body = quoteBodyOf({ place, memberNumber: member?.memberNumber ?? null, basket, wishes, coupons, ...early })
  const text = JSON.stringify(body)
  const restedText = useRested(text, 200)
  const isResting = text === restedText
  const query = useQuery({
    queryKey: queryKeys.quote(body),
    queryFn: () => quoteBasket(body),
    enabled: basket.length > 0 && isResting,
    placeholderData: previous => previous,
    staleTime: 0,
    gcTime: 30_000,
  })
  return {
    body,
    quote: basket.length > 0 ? query.data : undefined,
    error: isResting ? query.error : null,
    isFresh: isResting && query.isSuccess && !query.isPlaceholderData && !query.isFetching,
    again: () => void query.refetch(),
  }
}
