import { useMutation } from '@tanstack/react-query'
import { App } from 'antd'
import { useRef } from 'react'
import { ApiError, type Asker, placeOf, sentenceOf } from './errors.ts'

type Attempt = { key: string; text: string }

/**
 * One action of a person. The Idempotency-Key is made when the action starts and used again when the very same
 * input is sent after a failure that leaves open whether the server did it.
 * @param asker where failures are told: beside a form (`errorText`), or as a passing note for a lone button
 */
export function useAction<Input, Answer>({
  send,
  onDone,
  asker,
}: {
  send: (input: Input, key: string) => Promise<Answer>
  onDone?: (answer: Answer, input: Input) => void
  asker: Asker
}) {
  const { message } = App.useApp()
  const open = useRef<Attempt | null>(null)
  const mutation = useMutation({
    meta: { isSignIn: asker === 'sign-in' },
    mutationFn: (input: Input) => {
      // An action without input has no JSON; as part of a text it is still equal to itself.
      const text = `${JSON.stringify(input)}`
      const attempt = open.current?.text === text ? open.current : { key: crypto.randomUUID(), text }
      open.current = attempt
      return send(input, attempt.key)
    },
    onSuccess: (answer, input) => {
      open.current = null
      onDone?.(answer, input)
    },
    onError: error => {
      if (!(error instanceof ApiError && error.isUncertain)) open.current = null
      if (placeOf(error, asker) === 'toast') void message.error(sentenceOf(error))
    },
  })
  return {
    start: mutation.mutate,
    isBusy: mutation.isPending,
    errorText: mutation.error && placeOf(mutation.error, asker) === 'form' ? sentenceOf(mutation.error) : null,
    forgetError: mutation.reset,
  }
}
