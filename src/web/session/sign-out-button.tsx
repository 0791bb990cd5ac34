import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useAction } from '../api/action.ts'
import { queryKeys } from '../api/query-keys.ts'
import { signOut } from '../api/session.ts'
import { consoleTexts } from '../texts/console.ts'
import { useTexts } from '../texts/phrases.ts'

export function SignOutButton() {
  const t = useTexts(consoleTexts)
  const cache = useQueryClient()
  // Everything that was read is forgotten: the next person at this device may see less.
  const leaving = useAction({
    send: signOut,
    onDone: () => {
      cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== queryKeys.myself[0] })
      void cache.resetQueries({ queryKey: queryKeys.myself })
    },
    asker: 'button',
  })
  return (
    <Button type="link" size="small" loading={leaving.isBusy} onClick={() => leaving.start()}>
      {t('signOut')}
    </Button>
  )
}
