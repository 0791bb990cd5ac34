import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Path } from './paths.ts'

export function PageLink({ path, label, children }: { path: Path; label?: string; children: ReactNode }) {
  return (
    <Link {...path} className="page-link" {...(label === undefined ? {} : { 'aria-label': label })}>
      {children}
    </Link>
  )
}
