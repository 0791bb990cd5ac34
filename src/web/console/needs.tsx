import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useReasonAgainst } from '../session/permitted-button.tsx'
import type { Permission } from '../session/session.ts'
import { consoleTexts } from '../texts/console.ts'
import { useTexts } from '../texts/phrases.ts'
import { Page } from '../ui/page.tsx'

/** Says why a page stays closed, for those who come by a link or a bookmark. */
export function Needs({ permission, children }: { permission: Permission; children: ReactNode }) {
  const t = useTexts(consoleTexts)
  const why = useReasonAgainst()(permission)
  if (why === null) return children
  return (
    <Page title={t('notAllowedPage')}>
      <Alert type="warning" showIcon title={why} />
    </Page>
  )
}
