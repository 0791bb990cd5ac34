import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { subscribeToLanguage } from '../ui/language.ts'
import { ApiError, secondFactorMissing } from './errors.ts'
import { queryKeys } from './query-keys.ts'

/**
 * One cache a page. What is refused and kept makes the lists of refusals old. A 401 anywhere makes the session be asked for again, which brings the sign-in form; so does a second
 * factor that is missing, which brings the page to set one up.
 */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof ApiError && (error.status === 401 || error.code === secondFactorMissing))
      void client.resetQueries({ queryKey: queryKeys.myself })
    if (error instanceof ApiError && error.isKept) void client.invalidateQueries({ predicate: isOfRefusals })
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => query.queryKey[0] !== 'myself' && onError(error) }),
    mutationCache: new MutationCache({
      onError: (error, _input, _result, mutation) => mutation.meta?.isSignIn !== true && onError(error),
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && error instanceof ApiError && error.isUncertain,
        retryDelay: 400,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  // Sentences come from the server in the language asked for, so all of them are asked for again.
  subscribeToLanguage(() => void client.invalidateQueries())
  return client
}

function isOfRefusals({ queryKey }: { queryKey: readonly unknown[] }): boolean {
  const [thing, , part] = queryKey
  return thing === 'joining-refusals' || (thing === 'member' && part === 'refusals')
}
