import { useQuery } from '@tanstack/react-query'
import { Spin } from 'antd'
import type { ReactNode } from 'react'
import { ApiError, secondFactorMissing } from '../api/errors.ts'
import { queryKeys } from '../api/query-keys.ts'
import { readMyself } from '../api/session.ts'
import { commonTexts } from '../texts/common.ts'
import { useTexts } from '../texts/phrases.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import { LocalityContext } from '../ui/formats.ts'
import { EnrolmentPage } from './enrolment-page.tsx'
import { SessionContext } from './session.ts'
import { SignInPage } from './sign-in-page.tsx'

/** Shows the sign-in form until somebody is signed in; the address stays, so that a link still leads to its page. */
export function SessionGate({ children }: { children: ReactNode }) {
  const t = useTexts(commonTexts)
  const {
    data: myself,
    error,
    refetch,
  } = useQuery({ queryKey: queryKeys.myself, queryFn: readMyself, staleTime: 300_000 })
  if (error instanceof ApiError && error.status === 401) return <SignInPage />
  if (error instanceof ApiError && error.code === secondFactorMissing) return <EnrolmentPage />
  if (myself)
    return (
      <SessionContext value={myself}>
        <LocalityContext value={myself.organisation}>{children}</LocalityContext>
      </SessionContext>
    )
  return (
    <main className="centered">
      {error ? (
        <ErrorNote error={error} onRetry={() => void refetch()} />
      ) : (
        <Spin size="large" aria-label={t('loading')} />
      )}
    </main>
  )
}
