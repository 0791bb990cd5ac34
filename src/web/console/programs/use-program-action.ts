import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useAction } from '../../api/action.ts'
import { queryKeys } from '../../api/query-keys.ts'

/** An action after which programs and changes are read anew. */
export function useProgramAction<Input, Answer>({
  send,
  said,
  onDone,
  asker = 'form',
}: {
  send: (input: Input, key: string) => Promise<Answer>
  /** What is said when it is done. */
  said: string
  onDone?: (answer: Answer) => void
  asker?: 'form' | 'button'
}) {
  const { message } = App.useApp()
  const cache = useQueryClient()
  return useAction({
    send,
    asker,
    onDone: (answer: Answer) => {
      void cache.invalidateQueries({ queryKey: queryKeys.programs })
      void cache.invalidateQueries({ queryKey: queryKeys.everyProgramChange })
      void message.success(said)
      onDone?.(answer)
    },
  })
}
