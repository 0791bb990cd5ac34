import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useAction } from '../api/action.ts'
import { signOut } from '../api/session.ts'
import { consoleTexts } from '../texts/console.ts'
import { useTexts } from '../texts/phrases.ts'

export function SignOutButton() {
  const t = useTexts(consoleTexts)
  const cache = useQueryClient()
  // Everything that was read is forgotten: the next person at this device may see less.
  const leaving = useAction({ send: signOut, onDone: () => void cache.resetQueries(), asker: 'button' })
  return (
    <Button type="link" size="small" loading={leaving.isBusy} onClick={() => leaving.start()}>
      {t('signOut')}
    </Button>
  )
}
