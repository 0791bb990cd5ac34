import { MenuOutlined } from '@ant-design/icons'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { Alert, Badge, Button, Drawer, Tooltip } from 'antd'
import { useEffect, useState } from 'react'
import { useReasonAgainst } from '../session/permitted-button.tsx'
import { useSession } from '../session/session.ts'
import { SignOutButton } from '../session/sign-out-button.tsx'
import { consoleTexts } from '../texts/console.ts'
import { approvalTexts } from '../texts/ledger.ts'
import { useTexts, useWord } from '../texts/phrases.ts'
import { roleTexts } from '../texts/roles.ts'
import { Brand } from '../ui/brand.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { Page } from '../ui/page.tsx'
import { PageLink } from '../ui/page-link.tsx'
import { isSandbox } from '../ui/page-now.ts'
import { paths, tillAddress } from '../ui/paths.ts'
import { useJoiningForMe, useWaitingForMe } from './approvals.tsx'
import { menu } from './menu.tsx'

/** The frame of every console page: menu at the side on a desk, behind a button on a phone. */
export function Shell() {
  const t = useTexts(consoleTexts)
  const { organisation, role, secondFactorRule } = useSession()
  // In a sandbox there is nothing to protect, and nothing to decide about it.
  const isOpenToPasswords = !isSandbox && secondFactorRule === 'offered' && (role === 'owner' || role === 'operations')
  const address = useRouterState({ select: state => state.location.pathname })
  const waiting = useWaitingForMe()
  const [openAt, setOpenAt] = useState<string | null>(null)
  useEffect(() => setOpenAt(open => (open === address ? open : null)), [address])
  return (
    <div className="console">
      <a className="skip" href="#content">
        {t('skipToContent')}
      </a>
      <aside className="console-side">
        <Brand />
        <div className="organisation-name">{organisation.name}</div>
        <Menu />
        <Me />
      </aside>
      <header className="console-top">
        <Brand />
        <Badge dot={waiting.adjustments + waiting.changes > 0} offset={[-8, 8]}>
          <Button
            type="text"
            icon={<MenuOutlined aria-hidden />}
            aria-label={t('openMenu')}
            onClick={() => setOpenAt(address)}
          />
        </Badge>
      </header>
      <Drawer
        open={openAt === address}
        onClose={() => setOpenAt(null)}
        size={300}
        title={organisation.name}
        className="console-drawer"
      >
        <Menu />
        <Me />
      </Drawer>
      <main id="content" tabIndex={-1}>
        {organisation.isDemo ? <p className="demo-note">{t('demo')}</p> : null}
        {isOpenToPasswords ? <p className="demo-note">{t('factorOffered')}</p> : null}
        <Outlet />
      </main>
    </div>
  )
}

function Menu() {
  const t = useTexts(consoleTexts)
  const reasonAgainst = useReasonAgainst()
  return (
    <nav aria-label={t('mainMenu')} className="menu">
      {menu.map(({ group, items }) => (
        <div key={group}>
          <div className="menu-group">{t(group)}</div>
          <ul>
            {items.map(({ name, path, icon, needs }) => {
              const why = reasonAgainst(needs)
              return (
                <li key={name}>
                  {why === null ? (
                    <Link
                      {...path}
                      className="menu-link"
                      activeOptions={{ exact: path.to === '/', includeSearch: false }}
                    >
                      {icon}
                      {t(name)}
                      {name === 'approvals' ? <ApprovalsBadge /> : null}
                      {name === 'joiningRequests' ? <JoiningBadge /> : null}
                    </Link>
                  ) : (
                    <Tooltip title={why} placement="right" trigger={['hover', 'focus', 'click']}>
                      <button type="button" className="menu-link" aria-disabled="true">
                        {icon}
                        {t(name)}
                        <span className="only-heard">{why}</span>
                      </button>
                    </Tooltip>
                  )}
                </li>
              )
            })}
          </ul>
        </div>
      ))}
    </nav>
  )
}

function ApprovalsBadge() {
  const { adjustments, changes } = useWaitingForMe()
  return <WaitingBadge count={adjustments + changes} />
}

function JoiningBadge() {
  return <WaitingBadge count={useJoiningForMe()} />
}

function WaitingBadge({ count }: { count: number }) {
  const t = useTexts(approvalTexts)
  if (count === 0) return null
  return (
    <span className="menu-badge">
      <Badge count={count} aria-hidden />
      <span className="only-heard">{t('badge', { count })}</span>
    </span>
  )
}

function Me() {
  const t = useTexts(consoleTexts)
  const word = useWord(roleTexts)
  const { name, role } = useSession()
  return (
    <div className="me">
      <Button href={tillAddress} block>
        {t('openTill')}
      </Button>
      <LanguageSwitch />
      <div className="me-name">
        <span>
          {name}
          <span className="soft"> · {word(role)}</span>
        </span>
        <span>
          <PageLink path={paths.account()}>{t('account')}</PageLink>
          <SignOutButton />
        </span>
      </div>
    </div>
  )
}

export function NoSuchPage() {
  const t = useTexts(consoleTexts)
  return (
    <Page title={t('noSuchPage')} about={t('noSuchPageHint')}>
      <PageLink path={paths.dashboard()}>{t('backToStart')}</PageLink>
    </Page>
  )
}

export function BrokenPage() {
  const t = useTexts(consoleTexts)
  return (
    <main className="centered">
      <Alert role="alert" type="error" showIcon title={t('broken')} />
    </main>
  )
}
