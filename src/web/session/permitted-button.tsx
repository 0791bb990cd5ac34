import { Button, type ButtonProps, Tooltip } from 'antd'
import { commonTexts } from '../texts/common.ts'
import { useTexts, useWord } from '../texts/phrases.ts'
import { roleTexts } from '../texts/roles.ts'
import { type Permission, useMay, useSession } from './session.ts'

/** Why the signed-in role may not do something; null when it may. */
export function useReasonAgainst(): (permission: Permission) => string | null {
  const may = useMay()
  const { role } = useSession()
  const t = useTexts(commonTexts)
  const word = useWord(roleTexts)
  return permission => (may(permission) ? null : t('notPermitted', { role: word(role) }))
}

/** A button that is disabled with its reason, rather than hidden, when the role may not use it. */
export function PermittedButton({
  needs,
  reason,
  ...button
}: ButtonProps & { needs: Permission; reason?: string | null }) {
  const reasonAgainst = useReasonAgainst()
  const why = reasonAgainst(needs) ?? reason ?? null
  if (why === null) return <Button {...button} />
  return (
    <Tooltip title={why} trigger={['hover', 'focus', 'click']}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a disabled button takes no focus, so its reason is reached through this. */}
      <span tabIndex={0} className="with-reason">
        <Button {...button} disabled />
        <span className="only-heard">{why}</span>
      </span>
    </Tooltip>
  )
}
