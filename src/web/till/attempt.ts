import { useMutation } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { ApiError } from '../api/errors.ts'
import { forget, recallJson, rememberJson } from '../ui/storage.ts'

/** One act at the till with the key that makes it happen once, kept on the device until the server has answered. */
export type Attempt<Body> = { key: string; body: Body }

type AttemptOptions<Body, Answer> = {
  name: string
  isBody: (value: unknown) => value is Body
  send: (body: Body, key: string) => Promise<Answer>
  onAnswer: (answer: Answer, body: Body) => void
  onRefusal: (error: unknown) => void
}

/**
 * Sends something that must not get lost. It is written to the device before it is sent; as long as nobody knows
 * whether the server did it – no network, a server error, a reload in between – only the very same request can be
 * sent again. An answer or a refusal ends the attempt.
 */
export function useAttempt<Body, Answer>({ name, isBody, send, onAnswer, onRefusal }: AttemptOptions<Body, Answer>) {
  const [waiting, setWaiting] = useState<Attempt<Body> | null>(() =>
    recallJson(name, value => isAttempt(value, isBody)),
  )
  const end = () => {
    forget(name)
    setWaiting(null)
  }
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ body, key }: Attempt<Body>) => send(body, key),
    onSuccess: (answer, { body }) => {
      end()
      onAnswer(answer, body)
    },
    onError: failure => {
      // Signed out is no answer either: after signing in, the same request goes on.
      if (failure instanceof ApiError && (failure.isUncertain || failure.status === 401)) return
      end()
      onRefusal(failure)
    },
  })
  const start = (body: Body) => {
    const attempt = { key: crypto.randomUUID(), body }
    rememberJson(name, attempt)
    setWaiting(attempt)
    mutate(attempt)
  }
  const tryAgain = useCallback(() => {
    if (waiting && !isPending) mutate(waiting)
  }, [waiting, isPending, mutate])
  useEffect(() => {
    addEventListener('online', tryAgain)
    return () => removeEventListener('online', tryAgain)
  }, [tryAgain])
  return { start, tryAgain, isSending: isPending, unanswered: waiting && !isPending ? waiting : null, error }
}

function isAttempt<Body>(value: unknown, isBody: (value: unknown) => value is Body): value is Attempt<Body> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    typeof value.key === 'string' &&
    'body' in value &&
    isBody(value.body)
  )
}
