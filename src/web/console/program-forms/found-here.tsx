import type { Path } from '../../../program/findings.ts'
import { useOwnText } from '../../ui/language.ts'
import { findingsWithin } from './field-findings.ts'
import { useFormDesk } from './form-desk.ts'

/** What the check says of a place, for where there is no field to say it. */
export function FoundHere({ path }: { path: Path }) {
  const own = useOwnText()
  const { findings } = useFormDesk()
  return findingsWithin(findings, path).map(({ severity, texts }) => (
    <p key={texts['zh-CN']} className={severity === 'error' ? 'found-error' : 'found-warning'}>
      {own(texts)}
    </p>
  ))
}

/** What the check says of a field, as Form.Item shows it. */
export function useFieldState(path: Path) {
  const own = useOwnText()
  const { findings } = useFormDesk()
  const here = findingsWithin(findings, path)
  if (here.length === 0) return {}
  const isWrong = here.some(({ severity }) => severity === 'error')
  return {
    validateStatus: isWrong ? ('error' as const) : ('warning' as const),
    help: here.map(({ texts }) => <div key={texts['zh-CN']}>{own(texts)}</div>),
  }
}
